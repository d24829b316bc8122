/**
 * Two nodes in network namespaces of their own behind one address, for the story of them.
 * Everything here runs within a namespace that ends with the process: nothing of the machine's own
 * network is touched.
 */
@NullMarked
package io.passerelle.cluster;

import org.jspecify.annotations.NullMarked;
