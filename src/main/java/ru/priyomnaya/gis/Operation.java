package ru.priyomnaya.gis;

/** What an exchange asks for. */
public enum Operation {
    EXPORT_WINDOW("Новые обращения", "exportAppeal", Service.APPEALS),
    EXPORT_APPEALS("Сверка обращений", "exportAppeal", Service.APPEALS),
    IMPORT_ANSWER("Действия и ответы", "importAnswer", Service.APPEALS),
    EXPORT_ORGANIZATIONS("Реестр организаций", "exportOrgRegistry", Service.ORGANIZATIONS),
    EXPORT_TOPICS("Справочник тем (НСИ 220)", "exportNsiPagingItem", Service.DICTIONARIES);

    private final String inRussian;
    private final String action;
    private final Service service;

    Operation(String inRussian, String action, Service service) {
        this.inRussian = inRussian;
        this.action = action;
        this.service = service;
    }

    /** Where it goes. */
    enum Service {
        APPEALS("/ext-bus-appeals-service/services/AppealsAsync", false),
        ORGANIZATIONS("/ext-bus-org-registry-common-service/services/OrgRegistryCommonAsync", true),
        DICTIONARIES("/ext-bus-nsi-common-service/services/NsiCommonAsync", true);

        final String path;
        /** ISRequestHeader instead of RequestHeader. */
        final boolean systemHeader;

        Service(String path, boolean systemHeader) {
            this.path = path;
            this.systemHeader = systemHeader;
        }
    }

    public String inRussian() {
        return inRussian;
    }

    /** SOAPAction without {@code urn:}. */
    String action() {
        return action;
    }

    Service service() {
        return service;
    }

    /** Whether it may be asked again without harm. */
    boolean reads() {
        return this != IMPORT_ANSWER;
    }
}
