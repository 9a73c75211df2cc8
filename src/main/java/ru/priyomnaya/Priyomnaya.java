package ru.priyomnaya;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import ru.priyomnaya.backup.BackupCommand;
import ru.priyomnaya.document.ReencryptCommand;
import ru.priyomnaya.evidence.VerifyEvidenceCommand;
import ru.priyomnaya.generator.GenerateCommand;
import ru.priyomnaya.gis.GisConnections;
import ru.priyomnaya.gis.SignTestCommand;
import ru.priyomnaya.journal.VerifyJournalCommand;
import ru.priyomnaya.reader.ReadFiles;
import ru.priyomnaya.setup.CheckCommand;
import ru.priyomnaya.stand.gis.GisStandAlone;

/**
 * Starts the gateway, with {@code --check} only looks through its configuration; with the word {@code stand} the ГИС ЖКХ stand alone, with {@code sign-test} the test of the key, with {@code
 * verify-journal} the check of the journal, with {@code generate} a made-up register, with {@code verify-evidence} the check of a
 * case taken out of the gateway, with {@code backup}, {@code restore} and {@code check-data} the whole register in one file, back again
 * and whether it is sound, with {@code reencrypt} all documents under the current key, with {@code read-files} the reader of files that the gateway starts for itself.
 */
@SpringBootApplication
public class Priyomnaya {
    public static void main(String[] args) throws IOException, SQLException {
        GisConnections.prepare();
        if (Arrays.asList(args).contains("--check")) {
            System.exit(CheckCommand.run(System.out, args));
        }
        var word = args.length == 0 ? "" : args[0];
        switch (word) {
            case "stand" -> GisStandAlone.start(rest(args));
            case "backup" -> System.exit(BackupCommand.backup(System.out, rest(args)));
            case "restore" -> System.exit(BackupCommand.restore(System.out, rest(args)));
            case "check-data" -> System.exit(BackupCommand.check(System.out, rest(args)));
            case "reencrypt" -> System.exit(ReencryptCommand.run(System.out, rest(args)));
            case "generate" -> System.exit(GenerateCommand.run(System.out, rest(args)));
            case "read-files" -> ReadFiles.run(System.in, System.out);
            case "sign-test" -> System.exit(SignTestCommand.run(System.out, rest(args)));
            case "verify-evidence" ->
                System.exit(VerifyEvidenceCommand.run(
                        System.out, args.length > 1 ? args[1] : null, args.length > 2 ? args[2] : null));
            case "verify-journal" -> System.exit(VerifyJournalCommand.run(System.out, rest(args)));
            default -> SpringApplication.run(Priyomnaya.class, args);
        }
    }

    private static String[] rest(String[] args) {
        return Arrays.copyOfRange(args, 1, args.length);
    }
}
