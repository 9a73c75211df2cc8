package ru.priyomnaya.gis;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.dispatch.OutgoingMessage.File;

/** Files on their way into the file store; what has been uploaded is not uploaded again. */
@Repository
class Uploads {
    private final JdbcClient jdbc;

    Uploads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param signatureOf position of the file that this one signs; null for a file itself
     * @param guid in the file store, once it was uploaded
     * @param confirmed the store has said that it is whole
     * @param hash AttachmentHASH
     */
    record Upload(
            int position,
            String sha256,
            String name,
            @Nullable Integer signatureOf,
            @Nullable UUID guid,
            boolean confirmed,
            @Nullable String hash) {}

    /** Replaces what was planned before: a corrected answer has other files, and a placed file cannot be placed again. */
    void plan(UUID action, List<File> files) {
        jdbc.sql("delete from gis_upload where action_id = :action")
                .param("action", action)
                .update();
        var position = 0;
        for (var file : files) {
            var own = position++;
            insert(action, own, file.sha256(), file.name(), null);
            if (file.signature() != null) {
                insert(action, position++, file.signature(), file.signatureName(), own);
            }
        }
    }

    private void insert(UUID action, int position, String sha256, String name, @Nullable Integer signatureOf) {
        jdbc.sql("""
                        insert into gis_upload (action_id, position, sha256, name, signature_of)
                        values (:action, :position, :sha256, :name, :signatureOf)
                        """)
                .param("action", action)
                .param("position", position)
                .param("sha256", sha256)
                .param("name", name)
                .param("signatureOf", signatureOf)
                .update();
    }

    List<Upload> of(UUID action) {
        return jdbc.sql("select * from gis_upload where action_id = :action order by position")
                .param("action", action)
                .query((row, n) -> new Upload(
                        row.getInt("position"),
                        row.getString("sha256"),
                        row.getString("name"),
                        row.getObject("signature_of", Integer.class),
                        row.getObject("guid", UUID.class),
                        row.getBoolean("confirmed"),
                        row.getString("hash")))
                .list();
    }

    void uploaded(UUID action, int position, UUID guid, String hash) {
        jdbc.sql("update gis_upload set guid = :guid, hash = :hash where action_id = :action and position = :position")
                .param("guid", guid)
                .param("hash", hash)
                .param("action", action)
                .param("position", position)
                .update();
    }

    void confirmed(UUID action, int position) {
        jdbc.sql("update gis_upload set confirmed = true where action_id = :action and position = :position")
                .param("action", action)
                .param("position", position)
                .update();
    }

    /** The store does not know it any more: it is uploaded again. */
    void lost(UUID action, int position) {
        jdbc.sql(
                        "update gis_upload set guid = null, confirmed = false where action_id = :action and position = :position")
                .param("action", action)
                .param("position", position)
                .update();
    }

    /** A new message for a placed object needs files of its own. */
    void forget(UUID action) {
        jdbc.sql("update gis_upload set guid = null, confirmed = false where action_id = :action")
                .param("action", action)
                .update();
    }
}
