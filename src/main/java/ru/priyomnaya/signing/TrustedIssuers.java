package ru.priyomnaya.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose certificates count: the files of one folder, put there by IT. {@code .cer .crt .pem} are certificates of authorities
 * (DER or PEM), {@code .crl} their lists of revoked ones. Nothing is fetched: closed networks are normal.
 */
public final class TrustedIssuers {
    private static final Logger log = LoggerFactory.getLogger(TrustedIssuers.class);
    private static final String BC = BouncyCastleProvider.PROVIDER_NAME;
    private static final Set<String> CERTIFICATES = Set.of(".cer", ".crt", ".pem");

    private final List<X509Certificate> authorities;
    private final List<X509CRL> revoked;

    private TrustedIssuers(List<X509Certificate> authorities, List<X509CRL> revoked) {
        this.authorities = List.copyOf(authorities);
        this.revoked = List.copyOf(revoked);
    }

    /** A file that cannot be read is left out and named in the log: it must not make a bad signature good. */
    public static TrustedIssuers in(Path folder) throws IOException {
        Gost.load();
        var authorities = new ArrayList<X509Certificate>();
        var revoked = new ArrayList<X509CRL>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.sorted().toList()) {
                    read(file, authorities, revoked);
                }
            }
        }
        return new TrustedIssuers(authorities, revoked);
    }

    private static void read(Path file, List<X509Certificate> authorities, List<X509CRL> revoked) throws IOException {
        var name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        try (var bytes = new ByteArrayInputStream(Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0])) {
            var factory = CertificateFactory.getInstance("X.509", BC);
            if (CERTIFICATES.stream().anyMatch(name::endsWith)) {
                for (var certificate : factory.generateCertificates(bytes)) {
                    authorities.add((X509Certificate) certificate);
                }
            } else if (name.endsWith(".crl")) {
                for (var list : factory.generateCRLs(bytes)) {
                    revoked.add((X509CRL) list);
                }
            }
        } catch (GeneralSecurityException e) {
            log.error("Файл {} в папке доверенных удостоверяющих центров не читается", file.getFileName(), e);
        }
    }

    public boolean isEmpty() {
        return authorities.isEmpty();
    }

    /** Common names, for a screen. */
    public List<CertificateInfo> all() {
        return authorities.stream().map(CertificateInfo::of).toList();
    }

    /** @param others what came with the signature: issuers in between */
    List<String> problems(X509Certificate signer, List<X509Certificate> others, Instant now) {
        if (isEmpty()) {
            return List.of("Не задано, каким удостоверяющим центрам верить: положите их сертификаты в папку "
                    + "priyomnaya.answer.trusted-issuers");
        }
        try {
            var wanted = new X509CertSelector();
            wanted.setCertificate(signer);
            var anchors = authorities.stream()
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet());
            var parameters = new PKIXBuilderParameters(anchors, wanted);
            var known = new ArrayList<Certificate>(others);
            known.add(signer);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            parameters.setRevocationEnabled(false);
            // Whether the certificate itself is in force is asked apart, with a sentence of its own.
            parameters.setDate(Date.from(within(signer, now)));
            CertPathBuilder.getInstance("PKIX", BC).build(parameters);
        } catch (CertPathBuilderException e) {
            return List.of("Сертификат выдан центром, которому здесь не доверяют: "
                    + CertificateInfo.of(signer).issuer());
        } catch (GeneralSecurityException e) {
            return List.of("Цепочка сертификатов не проверяется: " + e.getMessage());
        }
        return revoked.stream().anyMatch(list -> isRevokedBy(list, signer)) ? List.of("Сертификат отозван") : List.of();
    }

    private static Instant within(X509Certificate certificate, Instant now) {
        var from = certificate.getNotBefore().toInstant();
        var until = certificate.getNotAfter().toInstant();
        return now.isBefore(from) ? from : now.isAfter(until) ? until : now;
    }

    private boolean isRevokedBy(X509CRL list, X509Certificate signer) {
        return list.getIssuerX500Principal().equals(signer.getIssuerX500Principal())
                && list.isRevoked(signer)
                && authorities.stream().anyMatch(authority -> isSignedBy(list, authority));
    }

    private static boolean isSignedBy(X509CRL list, X509Certificate authority) {
        try {
            list.verify(authority.getPublicKey(), BC);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
