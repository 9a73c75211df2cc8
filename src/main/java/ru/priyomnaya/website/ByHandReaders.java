package ru.priyomnaya.website;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.intake.MessageReader;
import ru.priyomnaya.intake.Reading;
import ru.priyomnaya.intake.StoredMessage;
import ru.priyomnaya.intake.UnreadableMessage;

/** Calls, visits, paper and fax that another system has written down have the fields of the website's form too. */
@Configuration(proxyBeanMethods = false)
class ByHandReaders {
    @Bean
    MessageReader postReader(WebsiteReader reader) {
        return new ByHand(Channel.POST, reader);
    }

    @Bean
    MessageReader phoneReader(WebsiteReader reader) {
        return new ByHand(Channel.PHONE, reader);
    }

    @Bean
    MessageReader visitReader(WebsiteReader reader) {
        return new ByHand(Channel.VISIT, reader);
    }

    @Bean
    MessageReader faxReader(WebsiteReader reader) {
        return new ByHand(Channel.FAX, reader);
    }

    private record ByHand(Channel channel, WebsiteReader reader) implements MessageReader {
        @Override
        public Reading read(StoredMessage message, byte[] bytes) throws UnreadableMessage, IOException {
            return reader.read(message, bytes, channel);
        }
    }
}
