package ru.priyomnaya.website;

import java.util.List;

/** The original of a website appeal, kept as JSON. Holds nothing that differs between two tries of one submission. */
record WebsiteLetter(WebsiteFields fields, String consentVersion, List<File> files) {
    record File(String name, String mediaType, String sha256, long size) {}
}
