package ru.priyomnaya.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Where personal data lie, {@code privacy/personal-data.yaml}: one list for destruction, for what a person may have, and for the
 * test that looks for columns nobody has thought of.
 *
 * @param places in the order in which they are erased
 * @param others tables without such data → why
 */
record DataMap(List<Place> places, Map<String, String> others) {
    private static final String FILE = "/privacy/personal-data.yaml";

    /**
     * @param what in Russian
     * @param of which rows, as SQL over {@code :appeals} and {@code :messages}
     * @param erase column → SQL; empty when the rows are deleted
     * @param documents columns that name bytes
     * @param isExported whether it says something about a person
     * @param plain other columns of text that hold no personal data
     */
    record Place(
            String table,
            String what,
            String of,
            Map<String, String> erase,
            boolean isDeleted,
            List<String> documents,
            boolean isExported,
            List<String> plain) {

        String erasing() {
            return isDeleted
                    ? "delete from %s where %s".formatted(table, of)
                    : "update %s set %s where %s"
                            .formatted(
                                    table,
                                    String.join(
                                            ", ",
                                            erase.entrySet().stream()
                                                    .map(one -> one.getKey() + " = " + one.getValue())
                                                    .toList()),
                                    of);
        }
    }

    static DataMap read() {
        try (var in = Objects.requireNonNull(DataMap.class.getResourceAsStream(FILE), FILE)) {
            Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            @SuppressWarnings("unchecked") // the file is ours, and a test reads it
            var places = ((List<Map<String, Object>>) Objects.requireNonNull(file.get("places")))
                    .stream().map(DataMap::place).toList();
            @SuppressWarnings("unchecked")
            var others = (Map<String, String>) Objects.requireNonNull(file.get("others"));
            return new DataMap(places, others);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Place place(Map<String, Object> written) {
        return new Place(
                text(written, "table"),
                text(written, "what"),
                text(written, "of"),
                (Map<String, String>) written.getOrDefault("erase", Map.of()),
                (boolean) written.getOrDefault("delete", false),
                (List<String>) written.getOrDefault("documents", List.of()),
                (boolean) written.getOrDefault("export", true),
                (List<String>) written.getOrDefault("plain", List.of()));
    }

    private static String text(Map<String, Object> written, String key) {
        return String.valueOf(Objects.requireNonNull(written.get(key), key));
    }
}
