package ru.priyomnaya.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTests {
    @TempDir
    private Path directory;

    @Test
    void aHomeIsHeldByOneProcessAndKeepsItsNode() throws IOException {
        var first = HomeFixture.at(directory);

        assertThatThrownBy(() -> HomeFixture.at(directory)).hasMessageContaining("priyomnaya.lock");
        first.destroy();
        var second = HomeFixture.at(directory);

        assertThat(second.node()).isEqualTo(first.node());
        second.destroy();
    }
}
