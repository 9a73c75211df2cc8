package ru.priyomnaya.mailbox;

import java.io.IOException;
import java.time.Clock;
import org.springframework.stereotype.Component;
import ru.priyomnaya.answer.ElectronicSigning;
import ru.priyomnaya.mime.Letter;
import ru.priyomnaya.signing.DetachedSignature;

/** What the signature of a letter (S/MIME, GOST included) is worth: a sentence for the card. */
@Component
class SignatureVerdict {
    private final ElectronicSigning signing;
    private final Clock clock;

    SignatureVerdict(ElectronicSigning signing, Clock clock) {
        this.signing = signing;
        this.clock = clock;
    }

    String of(Letter.Signature signature) throws IOException {
        if (signature.cms() == null) {
            return "Письмо подписано не по S/MIME: подпись не проверяется";
        }
        var verdict =
                DetachedSignature.verify(signature.content(), signature.cms(), clock.instant(), signing.trusted());
        var certificate = verdict.certificate();
        var who = certificate == null ? "" : ": " + certificate.owner();
        return verdict.isGood()
                ? "Подпись письма верна" + who
                : "Подпись письма не подтверждена%s. %s".formatted(who, String.join("; ", verdict.problems()));
    }
}
