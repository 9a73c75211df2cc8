package ru.priyomnaya.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Remaining;
import ru.priyomnaya.concern.Watched;
import ru.priyomnaya.signing.CertificateInfo;
import ru.priyomnaya.signing.KeyShelf;
import ru.priyomnaya.signing.KnownKey;

/** Authorities whose signatures count: looked up at each call, so a file that is put there or taken away needs no restart. */
@Component
class TrustedAuthorities implements KeyShelf, Watched {
    private final ElectronicSigning signing;
    private final Clock clock;

    TrustedAuthorities(ElectronicSigning signing, Clock clock) {
        this.signing = signing;
        this.clock = clock;
    }

    private List<CertificateInfo> all() {
        try {
            return signing.trusted().all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<KnownKey> keys() {
        return all().stream()
                .map(certificate -> KnownKey.of(
                        "Удостоверяющий центр",
                        "проверка подписей, сделанных сотрудниками (.sig)",
                        "priyomnaya.answer.trusted-issuers",
                        certificate))
                .toList();
    }

    @Override
    public String watches() {
        return "Удостоверяющие центры";
    }

    @Override
    public List<Concern> concerns() {
        return all().stream()
                .map(certificate -> Remaining.of(
                        ConcernKind.CERTIFICATE,
                        "trusted " + certificate.serial(),
                        "Сертификат удостоверяющего центра " + certificate.serial(),
                        certificate.notAfter(),
                        clock.instant()))
                .flatMap(Optional::stream)
                .toList();
    }
}
