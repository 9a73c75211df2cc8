package ru.priyomnaya.desk;

import java.io.IOException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** The separator to print. */
@Component
public class SeparatorSheet {
    /** One page of A4 as a PDF. */
    @PreAuthorize("hasRole('REGISTRAR')")
    public byte[] print() throws IOException {
        return Separator.sheet();
    }
}
