package ru.priyomnaya.inbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.RegisterEvent.ListExported;
import ru.priyomnaya.paper.Spreadsheet;
import ru.priyomnaya.paper.Spreadsheet.Column;

/** Lines of the register as a spreadsheet. That they left the program is an event. */
@Service
@PreAuthorize(Cards.READERS)
class RegisterSheet {
    private static final List<Column> COLUMNS = List.of(
            new Column("Номер", 12),
            new Column("Дата регистрации", 14),
            new Column("Канал", 18),
            new Column("Заявитель", 32),
            new Column("Вид", 14),
            new Column("Тема", 48),
            new Column("Тема учёта", 24),
            new Column("Состояние", 18),
            new Column("Исполнитель", 20),
            new Column("Срок", 12));

    private final Register register;
    private final Shown shown;
    private final ApplicationEventPublisher events;

    RegisterSheet(Register register, Shown shown, ApplicationEventPublisher events) {
        this.register = register;
        this.shown = shown;
        this.events = events;
    }

    /**
     * The whole file, so that what is written down does not depend on whether the browser takes it.
     *
     * @param ids at most 200, a page of the list
     */
    @Transactional
    public byte[] of(List<UUID> ids) throws IOException {
        var rows = register.page(RegisterFilter.of(Narrowing.ids(ids)).page(0, RegisterFilter.LARGEST_PAGE))
                .items();
        events.publishEvent(new ListExported(rows.size()));
        var sheet = new ByteArrayOutputStream();
        Spreadsheet.write(
                sheet, "Обращения", COLUMNS, rows.stream().map(this::cells).iterator());
        return sheet.toByteArray();
    }

    private List<String> cells(RegisterRow row) {
        return List.of(
                row.number(),
                shown.day(row.registeredAt()),
                row.channel().inRussian(),
                row.applicant(),
                row.kind().inRussian(),
                row.subject(),
                row.topic() == null ? "" : row.topic(),
                row.status().inRussian(),
                row.executor() == null ? "" : row.executor(),
                shown.day(row.deadline()));
    }
}
