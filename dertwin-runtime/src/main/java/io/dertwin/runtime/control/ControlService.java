package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Request;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.control.http.Service;
import io.dertwin.runtime.control.http.Status;
import io.dertwin.runtime.engine.AdvanceInProgressException;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.settings.Problem;
import io.dertwin.runtime.site.UnknownNameException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Finds the operation for a request, and puts what goes wrong into words: problem details as RFC 9457 has them. */
final class ControlService implements Service {

    private static final String PROBLEM_TYPE = "application/problem+json";

    private final Routes routes;
    private final Guard guard;

    ControlService(Routes routes, Guard guard) {
        this.routes = routes;
        this.guard = guard;
    }

    @Override
    public Optional<Response> refuse(Request head) {
        try {
            guard.check(head, routes.isOpen(head));
            routes.find(head);
            return Optional.empty();
        } catch (HttpException e) {
            return Optional.of(error(e));
        }
    }

    @Override
    public CompletionStage<? extends Reply> answer(Request request) {
        Routes.Match match = routes.find(request);
        try {
            Call call = new Call(request, match.variables());
            match.route().parameters().ifPresent(call::requireKnown);
            return match.route().operation().answer(call).handle(this::replyOrProblem);
        } catch (CommandRefusedException | RuntimeException e) {
            return CompletableFuture.completedFuture(problem(e));
        }
    }

    private Reply replyOrProblem(Reply reply, Throwable failure) {
        return failure == null ? reply : problem(failure instanceof CompletionException ? failure.getCause() : failure);
    }

    private Response problem(Throwable failure) {
        if (failure instanceof HttpException known) {
            return error(known);
        }
        if (failure instanceof InvalidFileException invalid) {
            return error(invalid.problems());
        }
        if (failure instanceof AdvanceInProgressException) {
            return error(new HttpException(409, failure.getMessage()));
        }
        if (failure instanceof CommandRefusedException refusal && refusal.isForNow()) {
            return error(new HttpException(503, failure.getMessage()));
        }
        if (failure instanceof CommandRefusedException || failure instanceof UnknownNameException) {
            return error(new HttpException(400, failure.getMessage()));
        }
        throw new CompletionException(failure);
    }

    @Override
    public Response error(HttpException problem) {
        ObjectNode details = details(problem.status(), problem.getMessage());
        return new Response(problem.status(), PROBLEM_TYPE, problem.headers(), Json.bytes(details));
    }

    private static Response error(List<Problem> problems) {
        ObjectNode details =
                details(400, problems.stream().map(ControlService::inWords).collect(Collectors.joining("; ")));
        ArrayNode list = details.putArray("problems");
        problems.forEach(problem -> list.addObject().put("path", problem.path()).put("message", problem.message()));
        return response(400, details);
    }

    private static String inWords(Problem problem) {
        return problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
    }

    private static ObjectNode details(int status, String detail) {
        return Json.object()
                .put("type", "about:blank")
                .put("title", Status.reason(status))
                .put("status", status)
                .put("detail", detail);
    }

    private static Response response(int status, ObjectNode details) {
        return Response.of(status, PROBLEM_TYPE, Json.bytes(details));
    }
}
