package ru.priyomnaya.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** All departments. */
public interface Departments extends Repository<Department, UUID> {
    Department save(Department department);

    Optional<Department> findById(UUID id);

    List<Department> findAllByOrderByName();
}
