package io.dertwin.runtime.protocol;

import java.util.List;

/** One way to reach a device, as the site file describes it. */
public interface Binding {

    /** What the binding needs for itself or shares; two bindings of a site must not want the same exclusively. */
    List<Claim> claims();

    /**
     * A place that a binding takes.
     *
     * @param place what is taken, as a user would call it: {@code port 55001}
     * @param use how; several bindings may use one place in the same way
     * @param share what of the place is this binding's alone: {@code unit id 1}; empty if nothing is
     */
    record Claim(String place, String use, String share) {}
}
