package ru.priyomnaya.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private static final String DAY_OFF = "1";
    private static final String SHORT = "2";
    private static final String WORKING = "3";

    private CalendarXml() {}

    static CalendarYear read(InputStream xml) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var root = factory.newDocumentBuilder().parse(xml).getDocumentElement();
            return yearOf(root);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Производственный календарь не читается", e);
        }
    }

    private static CalendarYear yearOf(Element root) throws IOException {
        var year = Integer.parseInt(root.getAttribute("year"));
        var titles = new HashMap<String, String>();
        for (var holiday : elements(root.getElementsByTagName("holiday"))) {
            titles.put(holiday.getAttribute("id"), holiday.getAttribute("title"));
        }
        Map<LocalDate, String> off = new LinkedHashMap<>();
        Map<LocalDate, String> working = new LinkedHashMap<>();
        for (var day : elements(root.getElementsByTagName("day"))) {
            var date = LocalDate.parse(year + "." + day.getAttribute("d"), DateTimeFormatter.ofPattern("uuuu.MM.dd"));
            switch (day.getAttribute("t")) {
                case DAY_OFF -> off.put(date, titleOf(day, titles));
                case WORKING -> working.put(date, "рабочий выходной");
                // A short day is a working day, at the weekend too: 1 November 2025 is given so.
                case SHORT -> {
                    if (CalendarYear.isWeekend(date)) {
                        working.put(date, "рабочий выходной, сокращённый");
                    }
                }
                default -> throw new IOException("Неизвестный вид дня %s: %s".formatted(date, day.getAttribute("t")));
            }
        }
        return new CalendarYear(year, off, working, false);
    }

    private static String titleOf(Element day, Map<String, String> titles) {
        var from = day.getAttribute("f");
        return from.isEmpty()
                ? titles.getOrDefault(day.getAttribute("h"), "выходной")
                : "выходной, перенесён с " + from.substring(3) + "." + from.substring(0, 2);
    }

    private static Iterable<Element> elements(NodeList nodes) {
        return () -> IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .iterator();
    }
}
