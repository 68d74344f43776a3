/** Scenes: runs with captions, to be shown in a lecture. */
@NullMarked
package exoscope.labs.scene;

import org.jspecify.annotations.NullMarked;
