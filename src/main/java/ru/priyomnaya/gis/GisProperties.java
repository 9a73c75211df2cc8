package ru.priyomnaya.gis;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import ru.priyomnaya.signing.KeySettings;
import ru.priyomnaya.signing.SignatureProfile;

/**
 * {@code priyomnaya.gis.*}. Without {@code base-url} and {@code org-ppa-guid} the channel is off.
 *
 * @param baseUrl of the stand or of the local GOST tunnel; service paths are appended
 * @param orgPpaGuid the organisation's cabinet in ГИС ЖКХ
 * @param operatorSignature messages are signed by the operator of the information system, not by the organisation
 * @param exportVersion of exportAppealRequest: 12.2.0.11 … 14.8.0.1
 * @param importVersion of importAnswerRequest: 12.2.0.13, 13.2.1.0 or 15.11.0.0
 * @param poll how often new appeals are asked for
 * @param refresh how often open appeals are asked after
 * @param windowDays how far back an export of new appeals looks; windows overlap, doubles are recognised
 * @param keepReadings how long finished readings are kept, with the bytes that came; messages with actions are kept for good
 * @param sendMode whether answers are sent, or loaded as drafts that a person sends in the cabinet
 * @param certificateFingerprint SHA-1 of the information system's certificate, where TLS ends before ГИС ЖКХ sees it
 * @param defaultAnswererGuid the employee in whose name things are done when the executor has none
 * @param hostHeader what to say in Host instead of the tunnel's own name
 * @param sslBundle name of a {@code spring.ssl.bundle}: client certificate, trust, provider
 * @param fileExtensions that the file store takes
 */
@ConfigurationProperties("priyomnaya.gis")
public record GisProperties(
        @Nullable String baseUrl,
        @Nullable UUID orgPpaGuid,
        @DefaultValue("true") boolean operatorSignature,
        @DefaultValue("14.8.0.1") String exportVersion,
        @DefaultValue("15.11.0.0") String importVersion,
        @DefaultValue("P1") SignatureProfile signatureProfile,
        @DefaultValue("official") Polling polling,
        @DefaultValue("5m") Duration poll,
        @DefaultValue("30m") Duration refresh,
        @DefaultValue("31") int windowDays,
        @DefaultValue("true") boolean includeSystemAppeals,
        @DefaultValue("3d") Duration keepReadings,
        @DefaultValue("send") SendMode sendMode,
        @DefaultValue("100") int batch,
        @DefaultValue Basic basic,
        @Nullable String certificateFingerprint,
        @Nullable UUID defaultAnswererGuid,
        @Nullable String creatorName,
        @Nullable String creatorOperator,
        @Nullable String hostHeader,
        @Nullable String sslBundle,
        @DefaultValue("30s") Duration connectTimeout,
        @DefaultValue("180s") Duration receiveTimeout,
        @DefaultValue("appeals") String filesContext,

        @DefaultValue({
            "pdf", "docx", "doc", "rtf", "txt", "xls", "xlsx", "jpeg", "jpg", "bmp", "tif", "tiff", "gif", "zip", "rar",
            "csv", "odp", "odf", "ods", "odt", "sxc", "sxw", "sig"
        })
        List<String> fileExtensions,

        @Nullable KeySettings signing) {
    /** How soon and how often results are asked for. */
    public enum Polling {
        /** The operator's schedule: 10 s, then +1, +5, +15 and every 30 minutes. */
        OFFICIAL,
        /** From half a second on, for stands and the demo. */
        FAST
    }

    /** What happens to a signed answer. */
    public enum SendMode {
        SEND,
        DRAFT
    }

    /** HTTP Basic: test stands only. */
    public record Basic(@Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Basic[username=" + username + "]";
        }
    }

    public boolean isConfigured() {
        return baseUrl != null && !baseUrl.isBlank() && orgPpaGuid != null;
    }

    /** The key settings; all absent when nothing is set. */
    public KeySettings key() {
        return signing == null ? new KeySettings(null, null, null, null, null, null, null) : signing;
    }
}
