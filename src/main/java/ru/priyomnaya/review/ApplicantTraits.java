package ru.priyomnaya.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Applicant.ApplicantType;

/**
 * By what an applicant is known again, whatever channel they use: contacts and numbers in one form, names, address; also those
 * that stand in the text of a letter.
 *
 * @param contacts strong marks, each with its kind: {@code e:} e-mail, {@code t:} the last ten digits of a telephone, {@code a:}
 *     account or contract number, {@code i:} ИНН
 * @param name words of a person's name in their order, lower case; initials are single letters
 * @param nameInParts surname first, then the given name: typed into fields of their own, not a display name
 * @param organization its name without form of ownership and quotes, or null
 * @param home the last word of the street, house and flat, or null
 */
record ApplicantTraits(
        Set<String> contacts,
        List<String> name,
        boolean nameInParts,
        @Nullable String organization,
        @Nullable String home) {
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{Alnum}._%+-]{1,64}@[\\p{Alnum}.-]{1,190}\\.\\p{Alpha}{2,24}");
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\d.,-])(?:\\+7|8|7)[\\s(-]*(9\\d{2})[\\s)-]*(\\d{3})[\\s-]*(\\d{2})[\\s-]*(\\d{2})(?!\\d)");
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?iu)(?:л\\s*/\\s*с|лиц(?:евой|евого|евому)?\\.?\\s*сч[её]т\\p{L}{0,10}+|договор\\p{L}{0,10}+|абонент\\p{L}{0,10}+)[\\s:№#]*(\\d[\\d\\s-]{5,17}\\d)");
    private static final Pattern BARE_ACCOUNT =
            Pattern.compile("(?<![\\d,.-])\\d{4}[\\s-]?\\d{3}[\\s-]?\\d{3}(?!\\d|[,.-]\\d)");
    private static final Pattern ANSWER_TO =
            Pattern.compile("(?iu)ответ\\p{L}{0,10}+[^.\\n]{0,40}?по\\s+адресу:?([^\\n]{10,150})");
    private static final Pattern ORGANIZATION =
            Pattern.compile("(?iu)[«\"]|(?<!\\p{L})(ооо|оао|зао|пао|ао|ип|муп|гуп|снт|тсж|тсн|мбдоу|мбоу)(?!\\p{L})");
    private static final Pattern LATIN = Pattern.compile("[a-z]");
    private static final Pattern NUMBERED = Pattern.compile("\\d{1,4}[а-я]?");
    private static final int FEWEST_ACCOUNT_DIGITS = 6;
    private static final int PHONE_DIGITS = 10;
    private static final int LONGEST_KEY = 200;
    private static final int MOST_READ = 20_000;

    static ApplicantTraits of(Applicant applicant, @Nullable String replyTo, String text) {
        var contacts = new LinkedHashSet<String>();
        add(contacts, "e:", email(applicant.email()));
        add(contacts, "e:", email(replyTo));
        add(contacts, "t:", phone(applicant.phone()));
        add(contacts, "a:", account(applicant.account()));
        add(contacts, "i:", applicant.inn() == null ? null : Plain.digits(applicant.inn()));
        var read = Plain.withoutMailLines(text.length() <= MOST_READ ? text : text.substring(0, MOST_READ));
        EMAIL.matcher(read).results().limit(3).forEach(found -> add(contacts, "e:", email(found.group())));
        PHONE.matcher(read).results().limit(3).forEach(found -> add(contacts, "t:", phone(found.group())));
        ACCOUNT.matcher(read).results().limit(3).forEach(found -> add(contacts, "a:", account(found.group(1))));
        BARE_ACCOUNT.matcher(read).results().limit(3).forEach(found -> add(contacts, "a:", account(found.group())));
        var address = applicant.postalAddress() == null ? answerTo(read) : applicant.postalAddress();
        return new ApplicantTraits(
                Set.copyOf(contacts),
                name(applicant),
                applicant.firstName() != null,
                organization(applicant),
                home(address));
    }

    private static @Nullable String answerTo(String text) {
        var found = ANSWER_TO.matcher(text);
        return found.find() ? found.group(1) : null;
    }

    /** The text without the writer's own numbers and addresses: what is left is what the letter is about. */
    static String withoutContacts(String text) {
        var without = text;
        for (var pattern : List.of(EMAIL, PHONE, ACCOUNT, BARE_ACCOUNT)) {
            without = pattern.matcher(without).replaceAll(" ");
        }
        return without;
    }

    private static void add(Set<String> to, String kind, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            to.add(kind + value);
        }
    }

    private static @Nullable String email(@Nullable String address) {
        return address == null ? null : address.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String phone(@Nullable String number) {
        var digits = number == null ? "" : Plain.digits(number);
        return digits.length() < PHONE_DIGITS ? null : digits.substring(digits.length() - PHONE_DIGITS);
    }

    private static @Nullable String account(@Nullable String number) {
        var digits = number == null ? "" : Plain.digits(number);
        return digits.length() < FEWEST_ACCOUNT_DIGITS ? null : digits;
    }

    private static List<String> name(Applicant applicant) {
        var words = new ArrayList<String>();
        for (var part : new String[] {applicant.lastName(), applicant.firstName(), applicant.middleName()}) {
            var isName = part != null
                    && !part.contains("@")
                    && !ORGANIZATION.matcher(part).find();
            words.addAll(isName ? Plain.wordList(part) : List.of());
        }
        // A display name in Latin letters is a nickname or a transliteration: it proves nothing either way.
        return words.stream().anyMatch(word -> LATIN.matcher(word).find()) ? List.of() : List.copyOf(words);
    }

    private static @Nullable String organization(Applicant applicant) {
        if (applicant.type() != ApplicantType.ORGANIZATION || applicant.organizationName() == null) {
            return null;
        }
        var words = Plain.wordList(applicant.organizationName()).stream()
                .filter(
                        word -> !word.matches(
                                "ооо|оао|зао|пао|ао|ип|снт|тсж|тсн|мбдоу|мбоу|общество|с|ограниченной|ответственностью|акционерное"))
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? null : words;
    }

    /** «мира 5 12» of «г. Приозёрск, ул. Мира, д. 5, кв. 12» and of «Мира 5-12»; null without a house. */
    static @Nullable String home(@Nullable String address) {
        var words = address == null ? List.<String>of() : Plain.wordList(address);
        var house = houseAt(words);
        if (house < 1) {
            return null;
        }
        var street = IntStream.iterate(house - 1, at -> at >= 0, at -> at - 1)
                .mapToObj(words::get)
                .filter(word -> word.length() > 2 && !word.matches("дом|улица|\\d.*"))
                .findFirst();
        var flat = words.stream()
                .skip(house + 1L)
                .filter(word -> NUMBERED.matcher(word).matches())
                .findFirst();
        return street.map(word -> word + " " + words.get(house)
                        + flat.map(number -> " " + number).orElse(""))
                .orElse(null);
    }

    /** Where the number of the house stands: behind «д», or it is the first number that is not part of a street's name. */
    private static int houseAt(List<String> words) {
        for (int at = 1; at < words.size(); at++) {
            if (words.get(at - 1).matches("д|дом")
                    && NUMBERED.matcher(words.get(at)).matches()) {
                return at;
            }
        }
        for (int at = 1; at < words.size(); at++) {
            var namesStreet = at + 1 < words.size() && words.get(at + 1).matches("марта|мая|лет|линия|микрорайон|мкр");
            if (NUMBERED.matcher(words.get(at)).matches() && !namesStreet) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Under what the applicant is looked up. Strong marks, the full name, and home with the surname; a shared mark is only a
     * candidate, {@link #relationTo} decides.
     */
    Set<String> keys() {
        var keys = new LinkedHashSet<>(contacts);
        if (name.size() >= 2) {
            keys.add("n:" + name.stream().sorted().collect(Collectors.joining(" ")));
        }
        if (home != null) {
            name.forEach(word -> {
                if (word.length() > 2) {
                    keys.add("h:" + word + " " + home);
                }
            });
        }
        if (organization != null) {
            keys.add("o:" + organization);
        }
        return keys.stream()
                .map(key -> key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Without marks that are the office's own: they stand in every quoted receipt. */
    ApplicantTraits without(Set<String> foreign) {
        var own = contacts.stream().filter(mark -> !foreign.contains(mark)).collect(Collectors.toSet());
        return new ApplicantTraits(own, name, nameInParts, organization, home);
    }

    /** Marks of an organisation that has this address and telephone. */
    static Set<String> marks(@Nullable String email, @Nullable String phone) {
        var marks = new LinkedHashSet<String>();
        add(marks, "e:", email(email));
        add(marks, "t:", phone(phone));
        return marks;
    }

    /** Whether there is any way to answer. */
    boolean isReachable() {
        return !contacts.isEmpty() || home != null;
    }

    /** How two applicants stand to each other. */
    enum Relation {
        /** A shared mark, and no names that contradict it. */
        SAME,
        /** The same full name and nothing else to compare. */
        NAMESAKE,
        /** Nothing in common, or nothing known. */
        UNKNOWN,
        /** Names, or homes of namesakes, that contradict each other. */
        OTHER
    }

    Relation relationTo(ApplicantTraits other) {
        if (organization != null && other.organization != null) {
            return organization.equals(other.organization) || sharesContact(other) ? Relation.SAME : Relation.OTHER;
        }
        var names = compareNames(this, other);
        if (names == Names.CONTRADICT) {
            return Relation.OTHER;
        }
        if (sharesContact(other)) {
            return Relation.SAME;
        }
        if (home != null && home.equals(other.home) && names != Names.UNKNOWN) {
            return Relation.SAME;
        }
        if (names == Names.FULL) {
            return contradictingContacts(other) || (home != null && other.home != null)
                    ? Relation.OTHER
                    : Relation.NAMESAKE;
        }
        return Relation.UNKNOWN;
    }

    private boolean sharesContact(ApplicantTraits other) {
        return contacts.stream().anyMatch(other.contacts::contains);
    }

    /** Both named an account or a telephone, and another one. */
    private boolean contradictingContacts(ApplicantTraits other) {
        return List.of("a:", "t:").stream()
                .anyMatch(kind -> contacts.stream().anyMatch(mark -> mark.startsWith(kind))
                        && other.contacts.stream().anyMatch(mark -> mark.startsWith(kind)));
    }

    private enum Names {
        FULL,
        PARTLY,
        UNKNOWN,
        CONTRADICT
    }

    /** A surname may change, a given name does not. Display names come in any order. */
    private static Names compareNames(ApplicantTraits first, ApplicantTraits second) {
        var one = first.name;
        var two = second.name;
        if (one.size() < 2 || two.size() < 2) {
            var known = !one.isEmpty() && !two.isEmpty();
            return known && (one.contains(two.get(0)) || two.contains(one.get(0))) ? Names.PARTLY : Names.UNKNOWN;
        }
        var shorter = one.size() <= two.size() ? one : two;
        var longer = new ArrayList<>(one.size() <= two.size() ? two : one);
        var matched = 0;
        var initials = 0;
        for (var word : shorter) {
            var found = longer.stream().filter(other -> agree(word, other)).findFirst();
            if (found.isPresent()) {
                matched++;
                initials += Math.min(word.length(), found.get().length()) == 1 ? 1 : 0;
                longer.remove(found.get());
            }
        }
        if (matched == shorter.size()) {
            return initials == 0 ? Names.FULL : Names.PARTLY;
        }
        if (first.nameInParts && second.nameInParts) {
            return agree(one.get(1), two.get(1)) ? Names.PARTLY : Names.CONTRADICT;
        }
        return first.namesGiven(two) || second.namesGiven(one) || matched >= 2 ? Names.PARTLY : Names.CONTRADICT;
    }

    /** Whether the given name, known as such, is among the words. */
    private boolean namesGiven(List<String> words) {
        return nameInParts && words.stream().anyMatch(word -> agree(word, name.get(1)));
    }

    private static boolean agree(String one, String two) {
        return one.equals(two) || (Math.min(one.length(), two.length()) == 1 && one.charAt(0) == two.charAt(0));
    }
}
