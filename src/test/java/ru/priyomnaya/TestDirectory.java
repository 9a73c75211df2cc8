package ru.priyomnaya;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A directory of the company, one for all tests of a process: LDAP, StartTLS and LDAPS. */
public final class TestDirectory {
    public static final String BASE = "ou=people,dc=company,dc=ru";
    public static final String READER = "cn=reader,dc=company,dc=ru";
    private static final String PIN = "of the tests";
    private static @Nullable TestDirectory running;

    private final InMemoryDirectoryServer server;
    private final Path authority;

    private TestDirectory() throws LDAPException, LDIFException, GeneralSecurityException, IOException {
        var store = keys();
        var keys = new KeyStoreKeyManager(store.toFile(), PIN.toCharArray());
        var tls = new SSLUtil(keys, new TrustAllTrustManager());
        var here = InetAddress.getLoopbackAddress();
        var config = new InMemoryDirectoryServerConfig("dc=company,dc=ru");
        config.setSchema(null);
        config.addAdditionalBindCredentials(READER, "reader's");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig(
                        "plain", here, GatewayTest.freePort(), tls.createSSLSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls", here, 0, tls.createSSLServerSocketFactory(), tls.createSSLSocketFactory()));
        server = new InMemoryDirectoryServer(config);
        authority = written(store, PIN.toCharArray());
        server.add("dn: dc=company,dc=ru", "objectClass: domain");
        server.add("dn: " + BASE, "objectClass: organizationalUnit");
        server.startListening();
    }

    private static Path keys() throws IOException {
        var store = Files.createDirectories(Path.of("target", "homes")).resolve(UUID.randomUUID() + ".p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "tests",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=tests",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PIN)
                .start();
        try {
            if (made.waitFor() != 0) {
                throw new IOException("keytool");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return store;
    }

    private static Path written(Path store, char[] pin) throws GeneralSecurityException, IOException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(store)) {
            keys.load(stream, pin);
        }
        var alias = Collections.list(keys.aliases()).get(0);
        var pem = Files.createTempFile(Files.createDirectories(Path.of("target", "homes")), "authority", ".pem");
        return Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate(alias).getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    public static synchronized TestDirectory running() {
        if (running == null) {
            try {
                running = new TestDirectory();
            } catch (LDAPException | LDIFException | GeneralSecurityException | IOException e) {
                throw new AssertionError(e);
            }
        }
        return running;
    }

    public String plain() {
        return "ldap://127.0.0.1:" + server.getListenPort("plain");
    }

    public String tls() {
        return "ldaps://127.0.0.1:" + server.getListenPort("tls");
    }

    public Path authority() {
        return authority;
    }

    /** Entered anew, with what stands in lines «name: value» besides. */
    public void person(String uid, String password, String... lines) {
        var dn = "uid=" + uid + "," + BASE;
        try {
            if (server.getEntry(dn) != null) {
                server.delete(dn);
            }
            var entry = new ArrayList<>(List.of(
                    "dn: " + dn,
                    "objectClass: inetOrgPerson",
                    "uid: " + uid,
                    "entryUUID: id-of-" + uid,
                    "userPassword: " + password));
            entry.addAll(List.of(lines));
            server.add(entry.toArray(String[]::new));
        } catch (LDAPException | LDIFException e) {
            throw new AssertionError(e);
        }
    }

    /** Does not answer while the work is done. */
    public void away(Runnable work) {
        server.shutDown("plain", true);
        try {
            work.run();
        } finally {
            comeBack();
        }
    }

    private void comeBack() {
        try {
            server.startListening("plain");
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }
}
