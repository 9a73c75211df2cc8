package ru.priyomnaya.factor;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A secret as applications take it over: an {@code otpauth} address as a QR code in SVG, inside the page. */
final class SecretPicture {
    private static final int BORDER = 4; // modules; ISO/IEC 18004

    private SecretPicture() {}

    static String address(String organization, String username, byte[] secret) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&digits=%d&period=30"
                .formatted(
                        encoded(organization),
                        encoded(username),
                        Totp.base32(secret),
                        encoded(organization),
                        Totp.DIGITS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** {@code data:image/svg+xml}, for {@code src}. */
    static String of(String address) {
        try {
            var code = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0);
            var path = new StringBuilder();
            for (int y = 0; y < code.getHeight(); y++) {
                for (int x = 0; x < code.getWidth(); x++) {
                    if (code.get(x, y)) {
                        path.append("M%d %dh1v1h-1z".formatted(x, y));
                    }
                }
            }
            var svg =
                    """
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="%d %d %d %d"><rect x="%1$d" y="%2$d" width="%3$d" height="%4$d" fill="#fff"/><path d="%s"/></svg>""".formatted(-BORDER, -BORDER, code.getWidth() + 2 * BORDER, code.getHeight() + 2 * BORDER, path);
            return "data:image/svg+xml;base64,"
                    + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }
}
