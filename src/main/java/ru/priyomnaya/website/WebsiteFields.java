package ru.priyomnaya.website;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Topic;

/**
 * What the site hands over, word for word. All optional here, so that {@link #problems} can name every wrong field at once.
 *
 * @param applicantType PERSON (default) or ORGANIZATION
 * @param inn 10 or 12 digits
 * @param kind an {@link AppealKind}; default APPEAL
 * @param text at most {@value #LONGEST_TEXT} characters
 * @param desiredAnswer EMAIL, POST or WEBSITE; default EMAIL where an address is given
 * @param consent «true» or «on»: the applicant has accepted the processing of personal data
 */
record WebsiteFields(
        @Nullable String applicantType,
        @Nullable String lastName,
        @Nullable String firstName,
        @Nullable String middleName,
        @Nullable String organizationName,
        @Nullable String inn,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String postalAddress,
        @Nullable String account,
        @Nullable String kind,
        @Nullable String topic,
        @Nullable String text,
        @Nullable String desiredAnswer,
        @Nullable String consent) {
    static final int LONGEST_TEXT = 20_000;
    private static final int NAME = 100;
    private static final int LINE = 500;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;]{2,}");
    private static final Pattern PHONE = Pattern.compile("[+()\\d\\s-]{5,30}");
    private static final Pattern INN = Pattern.compile("\\d{10}|\\d{12}");

    static WebsiteFields empty(ApplicantType type) {
        return new WebsiteFields(
                type.name(), null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Field name → what is wrong with it, in Russian; empty when the appeal can be taken. */
    Map<String, String> problems() {
        return problems(Channel.WEBSITE);
    }

    /**
     * @param door by which it came: whoever writes from the personal account is answered there; who has called or come has given no
     *     consent by a form
     */
    Map<String, String> problems(Channel door) {
        var problems = new LinkedHashMap<String, String>();
        if (type().isEmpty()) {
            problems.put("applicantType", "Укажите PERSON или ORGANIZATION");
        } else if (type().get() == ApplicantType.ORGANIZATION) {
            require(problems, "organizationName", organizationName, "Укажите название организации");
        } else {
            require(problems, "lastName", lastName, "Укажите фамилию");
            require(problems, "firstName", firstName, "Укажите имя");
        }
        limit(problems, "lastName", lastName, NAME);
        limit(problems, "firstName", firstName, NAME);
        limit(problems, "middleName", middleName, NAME);
        limit(problems, "organizationName", organizationName, LINE);
        limit(problems, "postalAddress", postalAddress, LINE);
        limit(problems, "account", account, NAME);
        limit(problems, "topic", topic, LINE);
        limit(
                problems, "email", email,
                254); // RFC 5321, 4.5.3.1.3; before the pattern, which long input would keep busy
        match(problems, "email", email, EMAIL, "Проверьте адрес электронной почты");
        limit(problems, "phone", phone, NAME);
        limit(problems, "inn", inn, NAME);
        match(problems, "inn", inn, INN, "ИНН — это 10 или 12 цифр");
        match(problems, "phone", phone, PHONE, "Проверьте телефон: цифры, скобки, пробелы, дефис и плюс");
        require(problems, "text", text, "Напишите, о чём обращение");
        limit(problems, "text", text, LONGEST_TEXT);
        if (appealKind().isEmpty()) {
            problems.put("kind", "Вид обращения: " + names(AppealKind.values()));
        }
        if (door == Channel.WEBSITE || !isBlank(desiredAnswer)) {
            contacts(problems);
        }
        if ((door == Channel.WEBSITE || door == Channel.ACCOUNT)
                && !"true".equalsIgnoreCase(consent)
                && !"on".equalsIgnoreCase(consent)) {
            problems.put("consent", "Без согласия на обработку персональных данных обращение не принять");
        }
        return problems;
    }

    private void contacts(Map<String, String> problems) {
        var wanted = answerChannel();
        if (wanted.isEmpty() && !isBlank(desiredAnswer)) {
            problems.put("desiredAnswer", "Способ ответа: EMAIL, POST или WEBSITE");
        } else if (wanted.filter(Channel.POST::equals).isPresent()) {
            require(problems, "postalAddress", postalAddress, "Для ответа почтой нужен почтовый адрес");
        } else if (wanted.filter(Channel.EMAIL::equals).isPresent() || (wanted.isEmpty() && isBlank(postalAddress))) {
            require(problems, "email", email, "Для ответа нужен адрес электронной почты или почтовый адрес");
        }
    }

    private static void require(Map<String, String> problems, String field, @Nullable String value, String message) {
        if (isBlank(value)) {
            problems.putIfAbsent(field, message);
        }
    }

    private static void limit(Map<String, String> problems, String field, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            problems.putIfAbsent(field, "Не длиннее %d знаков, а здесь %d".formatted(most, value.length()));
        }
    }

    private static void match(
            Map<String, String> problems, String field, @Nullable String value, Pattern pattern, String message) {
        if (value != null
                && !isBlank(value)
                && !problems.containsKey(field)
                && !pattern.matcher(value.strip()).matches()) {
            problems.putIfAbsent(field, message);
        }
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private static String names(Enum<?>[] values) {
        return String.join(", ", Arrays.stream(values).map(Enum::name).toList());
    }

    /** What was given of a field that a topic may ask for. */
    @Nullable
    String given(Topic.RequiredField field) {
        return switch (field) {
            case ACCOUNT -> account;
            case PHONE -> phone;
            case POSTAL_ADDRESS -> postalAddress;
        };
    }

    Optional<ApplicantType> type() {
        return named(ApplicantType.values(), applicantType == null ? "PERSON" : applicantType);
    }

    Optional<AppealKind> appealKind() {
        return named(AppealKind.values(), kind == null || kind.isBlank() ? "APPEAL" : kind);
    }

    Optional<Channel> answerChannel() {
        return named(Channel.values(), desiredAnswer == null ? "" : desiredAnswer)
                .filter(channel -> channel == Channel.EMAIL || channel == Channel.POST || channel == Channel.WEBSITE);
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}
