package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A request as it goes over the wire, on a connection of its own, with nobody to tidy it up. */
record WireRequest(String method, String target, String headers, byte[] body) {

    static WireRequest of(String method, String target) {
        return new WireRequest(method, target, "", new byte[0]);
    }

    WireRequest with(String header) {
        return new WireRequest(method, target, headers + header + "\r\n", body);
    }

    /** With a JSON body, or with none if that is empty. */
    WireRequest json(String text) {
        return text.isEmpty()
                ? this
                : with("Content-Type: application/json").body(text.getBytes(StandardCharsets.UTF_8));
    }

    WireRequest body(byte[] bytes) {
        return new WireRequest(method, target, headers + "Content-Length: " + bytes.length + "\r\n", bytes);
    }

    /** The answer; of an event stream its head. */
    RawClient.Answer to(InetSocketAddress server) throws IOException {
        try (RawClient client = new RawClient(server)) {
            sendTo(client);
            return client.answer();
        } catch (IOException e) {
            throw new IOException("no answer to " + this, e);
        }
    }

    void sendTo(RawClient client) throws IOException {
        client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        client.send(body);
    }

    @Override
    public String toString() {
        return method + " " + target + " " + new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
    }
}
