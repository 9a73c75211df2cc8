package ru.priyomnaya.workplace;

/** Where a step goes back to. */
public final class ReturnPath {
    private ReturnPath() {}

    /** @param query of the list that the person came from, as the browser sends it back */
    public static String toList(String query) {
        return "redirect:/inbox?" + query.replaceAll("[\\r\\n]", "");
    }
}
