package ru.priyomnaya.dispatch;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The outbox table. */
interface Deliveries extends Repository<Delivery, UUID> {
    Delivery save(Delivery delivery);

    Optional<Delivery> findById(UUID id);

    Optional<Delivery> findByAnswerIdAndKind(UUID answerId, DeliveryKind kind);
}
