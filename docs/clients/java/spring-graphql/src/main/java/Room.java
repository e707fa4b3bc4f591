import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.client.ClientGraphQlResponse;
import org.springframework.graphql.client.GraphQlClient;
import org.springframework.graphql.client.HttpGraphQlClient;
import org.springframework.graphql.client.SubscriptionErrorException;
import org.springframework.graphql.client.WebSocketDisconnectedException;
import org.springframework.graphql.client.WebSocketGraphQlClient;
import org.springframework.graphql.client.WebSocketGraphQlClientInterceptor;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/**
 * Follows a room with spring-graphql: mvn compile exec:java
 *
 * <p>CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.
 */
public class Room {
  static final String URL = env("CONFAB_URL", "http://localhost:4000/graphql");
  static final String ROOM = env("CONFAB_ROOM", "tea");
  static final String DOCUMENT = read("/operations.graphql");
  static final Set<String> TEMPORARY = Set.of("UNAVAILABLE", "RATE_LIMITED", "INTERNAL_SERVER_ERROR", "UNAUTHENTICATED");
  static final Set<Integer> FINAL_CLOSES = Set.of(1002, 1003, 1007, 1009, 4400, 4401, 4406, 4409, 4429, 4452);
  static final Pattern RETRY_AFTER = Pattern.compile("\"retryAfterMs\":(\\d+)");

  record Grant(String accessToken, String refreshToken, int expiresIn) {}

  /** A refusal. `code` says why. */
  static class Refused extends RuntimeException {
    final String code;
    final long retryAfterMs;

    Refused(ResponseError error) {
      super(error.getMessage());
      code = String.valueOf(error.getExtensions().get("code"));
      retryAfterMs = error.getExtensions().get("retryAfterMs") instanceof Number ms ? ms.longValue() : 0;
    }
  }

  /** Sign in again. */
  static class SessionEnded extends RuntimeException {
    SessionEnded(Refused refusal) {
      super(refusal);
    }
  }

  static String env(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  static String read(String name) {
    try (var stream = Room.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }

  /** The data of one operation. A refusal is thrown instead of an empty field. */
  static <T> Mono<T> ask(GraphQlClient client, String operation, Map<String, Object> variables, String field, Class<T> type) {
    return client.document(DOCUMENT).operationName(operation).variables(variables).execute().map(response -> {
      refuse(response);
      return response.field(field).toEntity(type);
    });
  }

  static void refuse(ClientGraphQlResponse response) {
    if (!response.getErrors().isEmpty()) throw new Refused(response.getErrors().get(0));
  }

  /** Holds the tokens. */
  static class Session {
    private Grant grant;
    private Instant goodUntil;

    /** Store the refresh token here: it works once. */
    void take(Grant next) {
      grant = next;
      goodUntil = Instant.now().plusMillis(next.expiresIn() * 900L);
    }

    void expire() {
      goodUntil = Instant.MIN;
    }

    Duration goodFor() {
      return Duration.between(Instant.now(), goodUntil);
    }

    synchronized String accessToken() {
      if (Instant.now().isBefore(goodUntil)) return grant.accessToken();
      var variables = Map.<String, Object>of("refreshToken", grant.refreshToken());
      try {
        take(ask(http(null), "Refresh", variables, "refreshSession", Grant.class).block(Duration.ofSeconds(20)));
      } catch (Refused refusal) {
        boolean passes = TEMPORARY.contains(refusal.code) && !refusal.code.equals("UNAUTHENTICATED");
        throw passes ? refusal : new SessionEnded(refusal);
      }
      return grant.accessToken();
    }
  }

  static HttpGraphQlClient http(String token) {
    return HttpGraphQlClient.builder(WebClient.create(URL))
        .headers(headers -> { if (token != null) headers.setBearerAuth(token); })
        .build();
  }

  /** Passes on the events of one socket. Returns true after RoomClosed. */
  static boolean followOnce(Session session, String[] after, Consumer<Map<String, Object>> take) {
    String token = session.accessToken();
    // The server pings every 30 s: a socket that is silent for longer is lost.
    var network = HttpClient.create().doOnConnected(socket -> socket.addHandlerLast(new ReadTimeoutHandler(70)));
    var sockets = new ReactorNettyWebSocketClient(network);
    var client = WebSocketGraphQlClient.builder(URI.create(URL.replaceFirst("^http", "ws")), sockets)
        .interceptor(new WebSocketGraphQlClientInterceptor() {
          @Override
          public Mono<Object> connectionInitPayload() {
            return Mono.just(Map.of("authorization", "Bearer " + token));
          }
        })
        .build();
    // Gives each next token to the open socket, so that it is never cut.
    var renewal = Mono.defer(() -> Mono.delay(session.goodFor()))
        .publishOn(Schedulers.boundedElastic())
        .flatMap(tick -> ask(client, "Renew", Map.of("accessToken", session.accessToken()), "renewConnection", Map.class))
        .onErrorResume(error -> Mono.delay(Duration.ofSeconds(5)).then(Mono.empty()))
        .repeat()
        .subscribe();
    var variables = new HashMap<String, Object>(Map.of("room", ROOM));
    variables.put("after", after[0]);
    boolean[] closed = {false};
    try {
      Flux<ClientGraphQlResponse> responses =
          client.document(DOCUMENT).operationName("RoomEvents").variables(variables).executeSubscription();
      responses.doOnNext(response -> {
        refuse(response);
        Map<String, Object> event = response.field("roomEvents").toEntity(Map.class);
        take.accept(event);
        after[0] = event.get("__typename").equals("RoomReset") ? null : (String) event.get("cursor");
        closed[0] = event.get("__typename").equals("RoomClosed");
      }).blockLast();
      return closed[0];
    } finally {
      renewal.dispose();
      client.stop().onErrorComplete().block(Duration.ofSeconds(5));
    }
  }

  /** Passes on every event of the room once, over any number of sockets. Returns after RoomClosed, or throws what does not pass. */
  static void follow(Session session, Consumer<Map<String, Object>> take) throws InterruptedException {
    String[] after = {null};
    for (int attempt = 0; ; attempt++) {
      Instant began = Instant.now();
      long waitMs = 0;
      try {
        if (followOnce(session, after, take)) return;
      } catch (SessionEnded ended) {
        throw ended;
      } catch (SubscriptionErrorException error) {
        waitMs = pauseAfter(new Refused(error.getErrors().get(0)), session);
      } catch (Refused refusal) {
        waitMs = pauseAfter(refusal, session);
      } catch (WebSocketDisconnectedException lost) {
        int code = lost.getCloseStatus().getCode();
        if (FINAL_CLOSES.contains(code)) throw lost;
        if (code == 4403) session.expire();
        var hint = RETRY_AFTER.matcher(String.valueOf(lost.getCloseStatus().getReason()));
        if (hint.find()) waitMs = Long.parseLong(hint.group(1));
      } catch (RuntimeException unreachable) {
        // The server is away.
      }
      if (Duration.between(began, Instant.now()).toSeconds() > 10) attempt = 0;
      double backoffMs = ThreadLocalRandom.current().nextDouble() * Math.min(30_000, 500 * Math.pow(1.5, attempt));
      Thread.sleep(waitMs + (long) backoffMs);
    }
  }

  static long pauseAfter(Refused refusal, Session session) {
    if (!TEMPORARY.contains(refusal.code)) throw refusal;
    if (refusal.code.equals("UNAUTHENTICATED")) session.expire();
    return refusal.retryAfterMs;
  }

  public static void main(String[] arguments) throws InterruptedException {
    var account = Map.<String, Object>of(
        "username", env("CONFAB_USER", "ann"), "password", env("CONFAB_PASSWORD", "correct horse battery"));
    var session = new Session();
    session.take(ask(http(null), "SignIn", account, "login", Grant.class).block());
    var input = Map.of("room", ROOM, "text", "hello", "idempotencyKey", UUID.randomUUID().toString());
    ask(http(session.accessToken()), "Post", Map.of("input", input), "postMessage", Map.class).block();
    follow(session, event -> {
      switch ((String) event.get("__typename")) {
        case "RoomReset" -> System.out.println("Throw away what you have.");
        case "RoomOpened" -> {
          if (event.get("messages") instanceof Iterable<?> messages) for (var message : messages) show((Map<?, ?>) message);
        }
        case "MessagePosted" -> show((Map<?, ?>) event.get("message"));
        default -> {}
      }
    });
  }

  static void show(Map<?, ?> message) {
    System.out.println(message.get("seq") + " " + message.get("text"));
  }
}
