package ru.priyomnaya.stand.gis;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** What the stand knows besides appeals: organisations and the topics of dictionary 220. */
final class StandDirectory {
    private StandDirectory() {}

    /** @param ogrn 13 digits, or 15 for an entrepreneur */
    record Organization(String root, String version, String ppa, String name, String ogrn, String inn, String kpp) {}

    record Topic(String code, String guid, String group, String name) {}

    static final String DEMO_PPA = "7f3c0d52-1f4e-4f5e-9d0b-6a2f60a10001";

    static final List<Organization> ORGANIZATIONS = List.of(
            new Organization(
                    "0c3e7a10-0000-4000-8000-000000000001",
                    "0c3e7a10-0000-4000-8000-0000000000a1",
                    DEMO_PPA,
                    "ООО «Приозёрский энергосбыт»",
                    "1027600000000",
                    "7604000000",
                    "760401001"),
            new Organization(
                    "0c3e7a10-0000-4000-8000-000000000002",
                    "0c3e7a10-0000-4000-8000-0000000000a2",
                    "7f3c0d52-1f4e-4f5e-9d0b-6a2f60a10002",
                    "АО «Приозёрские электрические сети»",
                    "1027600000017",
                    "7604000017",
                    "760401001"),
            new Organization(
                    "0c3e7a10-0000-4000-8000-000000000003",
                    "0c3e7a10-0000-4000-8000-0000000000a3",
                    "7f3c0d52-1f4e-4f5e-9d0b-6a2f60a10003",
                    "ТСЖ «Берёзка»",
                    "1027600000028",
                    "7604000028",
                    "760401001"),
            new Organization(
                    "0c3e7a10-0000-4000-8000-000000000004",
                    "0c3e7a10-0000-4000-8000-0000000000a4",
                    "7f3c0d52-1f4e-4f5e-9d0b-6a2f60a10004",
                    "Индивидуальный предприниматель Орлов Игорь Львович",
                    "304760000000039",
                    "760400000039",
                    ""));

    static final List<Topic> TOPICS = List.of(
            new Topic(
                    "1.1",
                    "220a0000-0000-4000-8000-000000000011",
                    "Начисления",
                    "Правильность начислений за электроснабжение"),
            new Topic("1.2", "220a0000-0000-4000-8000-000000000012", "Начисления", "Перерасчёт платы"),
            new Topic("2.1", "220a0000-0000-4000-8000-000000000021", "Качество услуг", "Перерывы в электроснабжении"),
            new Topic("2.2", "220a0000-0000-4000-8000-000000000022", "Качество услуг", "Отклонение напряжения"),
            new Topic(
                    "3.1", "220a0000-0000-4000-8000-000000000031", "Приборы учёта", "Поверка и замена приборов учёта"),
            new Topic("5.3", "220a0000-0000-4000-8000-000000000053", "Прочее", "Работа с обращениями"));

    static Optional<Organization> by(Element criterion) {
        return ORGANIZATIONS.stream()
                .filter(one -> one.ogrn().equals(StandXml.text(criterion, "OGRN"))
                        || one.ogrn().equals(StandXml.text(criterion, "OGRNIP"))
                        || one.root().equalsIgnoreCase(StandXml.text(criterion, "orgRootEntityGUID"))
                        || one.ppa().equalsIgnoreCase(StandXml.text(criterion, "orgPPAGUID")))
                .findFirst();
    }

    static void write(Organization one, Element result) {
        var found = StandXml.add(result, StandXml.REGISTRY_COMMON, "exportOrgRegistryResult");
        StandXml.add(found, StandXml.REGISTRY, "orgRootEntityGUID", one.root());
        var version = StandXml.add(found, StandXml.REGISTRY_COMMON, "OrgVersion");
        StandXml.add(version, StandXml.REGISTRY, "orgVersionGUID", one.version());
        StandXml.add(version, StandXml.REGISTRY_COMMON, "lastEditingDate", "2025-03-01");
        StandXml.add(version, StandXml.REGISTRY_COMMON, "IsActual", "true");
        if (one.ogrn().length() == 15) {
            var person = StandXml.add(version, StandXml.REGISTRY_COMMON, "Entrp");
            var names = one.name().split(" ");
            StandXml.add(person, StandXml.REGISTRY, "Surname", names[2]);
            StandXml.add(person, StandXml.REGISTRY, "FirstName", names[3]);
            StandXml.add(person, StandXml.REGISTRY, "Patronymic", names[4]);
            StandXml.add(person, StandXml.ORG, "OGRNIP", one.ogrn());
            StandXml.add(person, StandXml.ORG, "INN", one.inn());
        } else {
            var legal = StandXml.add(version, StandXml.REGISTRY_COMMON, "Legal");
            StandXml.add(legal, StandXml.REGISTRY, "ShortName", one.name());
            StandXml.add(legal, StandXml.REGISTRY, "FullName", one.name());
            StandXml.add(legal, StandXml.ORG, "OGRN", one.ogrn());
            StandXml.add(legal, StandXml.ORG, "INN", one.inn());
            StandXml.add(legal, StandXml.ORG, "KPP", one.kpp());
        }
        StandXml.add(found, StandXml.BASE, "orgPPAGUID", one.ppa());
        StandXml.add(found, StandXml.REGISTRY_COMMON, "isRegistered", "true");
    }

    static void writeTopics(Element result) {
        var item = StandXml.add(result, StandXml.NSI_COMMON, "NsiPagingItem");
        StandXml.add(item, StandXml.NSI, "NsiItemRegistryNumber", "220");
        StandXml.add(item, StandXml.NSI, "Created", "2026-01-01T00:00:00+03:00");
        for (var topic : TOPICS) {
            var element = StandXml.add(item, StandXml.NSI, "NsiElement");
            StandXml.add(element, StandXml.NSI, "Code", topic.code());
            StandXml.add(element, StandXml.NSI, "GUID", topic.guid());
            StandXml.add(element, StandXml.NSI, "Modified", "2026-01-01T00:00:00+03:00");
            StandXml.add(element, StandXml.NSI, "IsActual", "true");
            field(element, "Наименование группы тем", topic.group());
            field(element, "Наименование темы", topic.name());
        }
        StandXml.add(item, StandXml.NSI_COMMON, "TotalItemsCount", String.valueOf(TOPICS.size()));
        StandXml.add(item, StandXml.NSI_COMMON, "TotalPages", "1");
        StandXml.add(item, StandXml.NSI_COMMON, "CurrentPage", "1");
    }

    private static void field(Element element, String name, String value) {
        var field = StandXml.add(element, StandXml.NSI, "NsiElementField");
        field.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:nsi", StandXml.NSI);
        field.setAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "xsi:type", "nsi:NsiElementStringFieldType");
        StandXml.add(field, StandXml.NSI, "Name", name);
        StandXml.add(field, StandXml.NSI, "Value", value);
    }
}
