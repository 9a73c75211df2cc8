package ru.priyomnaya.node;

import java.util.List;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Watched;

/** A gateway that neither lives nor has said good-bye. */
@Component
class NodesWatched implements Watched {
    private final Nodes nodes;

    NodesWatched(Nodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public String watches() {
        return "Узлы";
    }

    @Override
    public List<Concern> concerns() {
        return nodes.all().stream()
                .filter(node -> !node.alive())
                .map(node -> new Concern(
                        ConcernKind.NODE_GONE,
                        node.id(),
                        "Узел %s (%s) не отвечает больше минуты; его работу взяли другие. Запустите его или уберите на странице «Узлы»"
                                .formatted(node.name(), node.id())))
                .toList();
    }
}
