package exoscope.labs.view;

import exoscope.kernel.KernelEvent;
import exoscope.kernel.Resource;
import exoscope.kernel.Upcall;
import exoscope.labs.view.RevocationView.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The revocations' part of the fold. At most one is open for a resource, which the kernel sees to. */
final class RevocationFold {
    private final List<RevocationView> revocations;

    RevocationFold(List<RevocationView> from) {
        revocations = new ArrayList<>(from);
    }

    List<RevocationView> views() {
        return List.copyOf(revocations);
    }

    /** There are none any more. */
    void powerOn() {
        revocations.clear();
    }

    void accept(int env, long cycle, KernelEvent event) {
        switch (event) {
            case KernelEvent.RevocationRequested requested ->
                begin(env, new Resource.Frame(requested.frame()), cycle, requested.deadline());
            case KernelEvent.ResourceRequested requested ->
                begin(
                        env,
                        Resource.of(requested.kind(), requested.first(), requested.units()),
                        cycle,
                        requested.deadline());
            case KernelEvent.UpcallStarted started -> {
                if (started.upcall().startsWith("Revoke")) {
                    notice(started.upcall(), started.subject(), cycle);
                }
            }
            case KernelEvent.RevocationAcknowledged acknowledged ->
                end(new Resource.Frame(acknowledged.frame()), Outcome.ACKNOWLEDGED, cycle, -1);
            case KernelEvent.ResourceReturned returned ->
                end(Resource.of(returned.kind(), returned.first(), returned.units()), Outcome.ACKNOWLEDGED, cycle, -1);
            case KernelEvent.RevocationAborted aborted ->
                end(new Resource.Frame(aborted.frame()), Outcome.ABORTED, cycle, aborted.block());
            case KernelEvent.ResourceRepossessed taken ->
                end(Resource.of(taken.kind(), taken.first(), taken.units()), Outcome.ABORTED, cycle, taken.block());
            default -> {}
        }
    }

    private void begin(int env, Resource resource, long cycle, long deadline) {
        forgetOldest();
        revocations.add(new RevocationView(
                env, resource.kind(), resource.name(), resource.units(), cycle, deadline, -1, Outcome.OPEN, -1, -1));
    }

    private void forgetOldest() {
        if (revocations.stream().filter(each -> !each.open()).count() >= MachineView.REMEMBERED) {
            revocations.remove(revocations.stream()
                    .filter(each -> !each.open())
                    .findFirst()
                    .orElseThrow());
        }
    }

    private void notice(String upcall, int name, long cycle) {
        revocations.replaceAll(each -> {
            String kind = new Upcall.Revoke(each.resource(), each.deadline()).kind();
            boolean meant = each.open() && each.noticedAt() < 0 && each.name() == name && kind.equals(upcall);
            return meant ? changed(each, cycle, Outcome.OPEN, -1, -1) : each;
        });
    }

    private void end(Resource resource, Outcome outcome, long cycle, int block) {
        revocations.replaceAll(each -> each.open() && each.resource().equals(resource)
                ? changed(each, each.noticedAt(), outcome, cycle, block)
                : each);
    }

    private static RevocationView changed(RevocationView of, long noticedAt, Outcome outcome, long endedAt, int block) {
        return new RevocationView(
                of.env(),
                of.kind(),
                of.name(),
                of.units(),
                of.requestedAt(),
                of.deadline(),
                noticedAt,
                outcome,
                endedAt,
                block);
    }
}
