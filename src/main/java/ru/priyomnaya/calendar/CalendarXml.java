package ru.priyomnaya.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads a year of the production calendar from the customary XML: {@code <day d="MM.dd" t="1|2|3" h="holiday" f="moved from"/>},
 * t 1 a day off, 2 a short day, 3 a working day at the weekend.
 */
final class CalendarXml {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu.MM.dd").withResolverStyle(ResolverStyle.STRICT);
    private static final String DAY_OFF = "1";
    private static final String SHORT = "2";
    private static final String WORKING = "3";

    private CalendarXml() {}

    /** @throws UnreadableCalendar when it is not such a file, or names days that do not exist */
    static CalendarYear read(InputStream xml) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var root = factory.newDocumentBuilder().parse(xml).getDocumentElement();
            return yearOf(root);
        } catch (SAXException e) {
            throw new UnreadableCalendar("Файл не читается как XML производственного календаря");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CalendarYear yearOf(Element root) {
        var year = number(root.getAttribute("year"));
        var titles = new HashMap<String, String>();
        for (var holiday : elements(root.getElementsByTagName("holiday"))) {
            titles.put(holiday.getAttribute("id"), holiday.getAttribute("title"));
        }
        Map<LocalDate, String> off = new LinkedHashMap<>();
        Map<LocalDate, String> working = new LinkedHashMap<>();
        Set<LocalDate> shorter = new HashSet<>();
        for (var day : elements(root.getElementsByTagName("day"))) {
            var date = dateOf(year, day.getAttribute("d"));
            switch (day.getAttribute("t")) {
                case DAY_OFF -> off.put(date, titleOf(day, titles));
                case WORKING -> working.put(date, "рабочий выходной");
                // A short day is a working day, at the weekend too: 1 November 2025 is given so.
                case SHORT -> {
                    shorter.add(date);
                    if (CalendarYear.isWeekend(date)) {
                        working.put(date, "рабочий выходной, сокращённый");
                    }
                }
                default ->
                    throw new UnreadableCalendar("Неизвестный вид дня %s: %s".formatted(date, day.getAttribute("t")));
            }
        }
        return new CalendarYear(year, off, working, shorter, false);
    }

    private static int number(String year) {
        if (!year.matches("20\\d\\d")) {
            throw new UnreadableCalendar("Нет года: ожидается <calendar year=\"2027\">");
        }
        return Integer.parseInt(year);
    }

    private static LocalDate dateOf(int year, String monthAndDay) {
        try {
            return LocalDate.parse(year + "." + monthAndDay, DAY);
        } catch (DateTimeParseException e) {
            throw new UnreadableCalendar("Нет такого дня в %d году: %s".formatted(year, monthAndDay));
        }
    }

    private static String titleOf(Element day, Map<String, String> titles) {
        var from = day.getAttribute("f");
        return !from.matches("\\d\\d\\.\\d\\d")
                ? titles.getOrDefault(day.getAttribute("h"), "выходной")
                : "выходной, перенесён с " + from.substring(3) + "." + from.substring(0, 2);
    }

    private static Iterable<Element> elements(NodeList nodes) {
        return () -> IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .iterator();
    }
}
