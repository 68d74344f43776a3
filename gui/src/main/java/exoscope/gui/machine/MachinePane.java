package exoscope.gui.machine;

import exoscope.gui.environments.ConsoleView;
import exoscope.gui.environments.DiskView;
import exoscope.gui.environments.EnvironmentsView;
import exoscope.gui.events.EventsView;
import exoscope.gui.frames.FramesView;
import exoscope.gui.look.Theme;
import exoscope.gui.panic.PanicBanner;
import exoscope.gui.revocation.RevocationsView;
import exoscope.gui.timeline.TimelineKeys;
import exoscope.gui.timeline.TimelineView;
import exoscope.gui.timeline.TimelineViewModel;
import exoscope.gui.tlb.TlbView;
import exoscope.labs.view.Moment;
import exoscope.labs.view.Narration;
import exoscope.labs.view.Playback;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/**
 * Everything there is to see of a recorded run: all panels of the machine, and the timeline that drives them. Usable
 * from about 800 x 700 pixels.
 */
public final class MachinePane extends BorderPane {
    /** Below this width, in em, the small print gets smaller so that all of the memory stays in sight. */
    private static final double NARROW = 72;

    private static final PseudoClass NARROW_CLASS = PseudoClass.getPseudoClass("narrow");
    private static final double UPPER_PART = 0.52;
    private static final double LEFT_PART = 0.5;
    private static final double REVOCATIONS_PART = 0.6;

    private final TimelineViewModel model;
    private final EnvironmentsView environments = new EnvironmentsView();
    private final FramesView frames = new FramesView();
    private final TlbView tlb = new TlbView();
    private final RevocationsView revocations = new RevocationsView();
    private final DiskView disk = new DiskView();
    private final ConsoleView console = new ConsoleView();
    private final PanicBanner panics = new PanicBanner();
    private final EventsView events;
    private final TimelineView timeline;

    /** Shows a run from its beginning. */
    public MachinePane(Playback playback) {
        Narration narration = new Narration(playback);
        model = new TimelineViewModel(narration);
        events = new EventsView(narration, place -> model.seek(place));
        timeline = new TimelineView(model);
        getStyleClass().add("machine-pane");
        getStylesheets().add(Theme.sheet());
        setTop(new VBox(environments, panics));
        setCenter(split(
                Orientation.VERTICAL,
                UPPER_PART,
                split(Orientation.HORIZONTAL, LEFT_PART, frames, tlb),
                split(Orientation.HORIZONTAL, REVOCATIONS_PART, revocations, tabs())));
        setBottom(timeline);
        widthProperty().subscribe(width -> pseudoClassStateChanged(NARROW_CLASS, isNarrow()));
        timeline.fontProperty().subscribe(font -> pseudoClassStateChanged(NARROW_CLASS, isNarrow()));
        TimelineKeys.install(this, model);
        model.momentProperty().subscribe(this::draw);
    }

    private static SplitPane split(Orientation orientation, double divider, Node first, Node second) {
        SplitPane pane = new SplitPane(first, second);
        pane.setOrientation(orientation);
        pane.setDividerPositions(divider);
        return pane;
    }

    private TabPane tabs() {
        TabPane tabs = new TabPane(new Tab("Events", events), new Tab("Disk", disk), new Tab("Console", console));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().add("dense");
        return tabs;
    }

    /** Shows a run from where there is something to see: when the environments have come to life. */
    public void show(Playback playback) {
        showAt(playback, 0);
        model.seek(model.firstSight());
    }

    /** Shows a run at a place: the number of events that have happened. */
    public void showAt(Playback playback, long place) {
        Narration narration = new Narration(playback);
        model.tell(narration);
        timeline.tell();
        events.tell(narration);
        model.seek(place);
    }

    private boolean isNarrow() {
        return getWidth() < NARROW * timeline.fontProperty().get().getSize();
    }

    /** What the timeline's buttons and keys do, for other controls. */
    public TimelineViewModel timeline() {
        return model;
    }

    private void draw(Moment moment) {
        environments.show(moment);
        panics.show(moment);
        frames.show(moment);
        tlb.show(moment);
        revocations.show(moment, model.narration().stopsUntil(moment.place()));
        disk.show(moment);
        console.show(moment);
        events.show(moment);
    }
}
