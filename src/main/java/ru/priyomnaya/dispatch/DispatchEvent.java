package ru.priyomnaya.dispatch;

import java.util.UUID;
import ru.priyomnaya.appeal.AppealEvent;

/** What happened to a delivery of an appeal. */
public interface DispatchEvent extends AppealEvent {
    UUID deliveryId();

    record DeliveryQueued(UUID appealId, UUID deliveryId, DeliveryKind kind) implements DispatchEvent {}

    record DeliveryAccepted(UUID appealId, UUID deliveryId, DeliveryKind kind, String receipt)
            implements DispatchEvent {}

    /** DELIVERED or READ. */
    record DeliveryArrived(UUID appealId, UUID deliveryId, DeliveryKind kind, DeliveryState state)
            implements DispatchEvent {}

    record DeliveryRefused(UUID appealId, UUID deliveryId, DeliveryKind kind, String reason) implements DispatchEvent {}

    record DeliveryBounced(UUID appealId, UUID deliveryId, DeliveryKind kind, String diagnostic)
            implements DispatchEvent {}

    record DeliveryRepeated(UUID appealId, UUID deliveryId, DeliveryKind kind) implements DispatchEvent {}

    record DeliveryCancelled(UUID appealId, UUID deliveryId, DeliveryKind kind, String reason)
            implements DispatchEvent {}
}
