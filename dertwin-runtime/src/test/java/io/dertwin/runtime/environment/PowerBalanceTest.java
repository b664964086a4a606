package io.dertwin.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerBalanceTest {

    private final PowerBalance balance = new PowerBalance(10);

    @Test
    void should_import_what_the_devices_do_not_give() {
        balance.settle(4, 3600);

        assertThat(balance.gridKw()).isEqualTo(6);
        assertThat(balance.importKwh()).isCloseTo(6, within(1e-12));
        assertThat(balance.exportKwh()).isZero();
    }

    @Test
    void should_export_what_the_load_does_not_take() {
        balance.settle(25, 1800);

        assertThat(balance.gridKw()).isEqualTo(-15);
        assertThat(balance.importKwh()).isZero();
        assertThat(balance.exportKwh()).isCloseTo(7.5, within(1e-12));
    }

    @Test
    void should_count_what_is_less_than_a_microwatt_as_nothing() {
        balance.settle(10 - 5e-10, 1);

        assertThat(balance.gridKw()).isZero();
    }
}
