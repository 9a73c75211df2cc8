package ru.priyomnaya.benchmark;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Mixed letters: Russian, three charsets, every fifth with a 200 KB PDF, one in seven a reply. */
final class BenchmarkMail {
    private static final String[] CHARSETS = {"UTF-8", "windows-1251", "koi8-r"};
    private static final int ATTACHMENT = 200 * 1024;

    private BenchmarkMail() {}

    static List<byte[]> letters(int count) {
        var random = new Random(7);
        var letters = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            letters.add(letter(i, random));
        }
        return letters;
    }

    private static byte[] letter(int i, Random random) {
        var charset = CHARSETS[i % CHARSETS.length];
        var text = "Прошу пересчитать начисления за ноябрь по лицевому счёту " + i + ". Показания переданы вовремя.\n";
        var body = base64(text.repeat(10).getBytes(Charset.forName(charset)));
        var head = new StringBuilder(
                        "From: =?UTF-8?B?" + base64(utf8("Иванов " + i)).strip() + "?= <a" + i + "@example.ru>\r\n")
                .append("To: reception@demo.local\r\nSubject: =?UTF-8?B?")
                .append(base64(utf8("Обращение " + i)).strip())
                .append("?=\r\nMessage-ID: <bench-")
                .append(i)
                .append("@example.ru>\r\nMIME-Version: 1.0\r\n");
        if (i % 7 == 0) {
            head.append("In-Reply-To: <other-").append(i).append("@example.ru>\r\n");
        }
        var part = "Content-Type: text/plain; charset=" + charset + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + body + "\r\n";
        if (i % 5 != 0) {
            return utf8(head + part);
        }
        var pdf = new byte[ATTACHMENT];
        random.nextBytes(pdf);
        System.arraycopy(utf8("%PDF-1.4\n"), 0, pdf, 0, 9);
        return utf8(head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + part
                + "\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"act-" + i
                + ".pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(pdf) + "\r\n--x--\r\n");
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
