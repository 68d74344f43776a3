/**
 * Packet filters: environments declare which packets are theirs, the kernel merges the declarations into a trie and compiles
 * it, after Engler and Kaashoek's DPF (SIGCOMM'96).
 *
 * <p>Read {@link exoscope.kernel.filter.Atom} and {@link exoscope.kernel.filter.Filter} for what can be declared,
 * {@link exoscope.kernel.filter.FilterTable} for who may declare it, and then the three classifiers.
 */
@NullMarked
package exoscope.kernel.filter;

import org.jspecify.annotations.NullMarked;
