package com.example.ems;

import java.io.IOException;

/** The meter at the grid connection. */
interface Meter {

    /** Positive while the site draws power from the grid, negative while it feeds in. */
    double gridPowerKw() throws IOException;
}
