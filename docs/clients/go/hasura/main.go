// Follows a room with hasura's go-graphql-client. go run .
//
// CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/hasura/go-graphql-client"
	"github.com/hasura/go-graphql-client/pkg/jsonutil"
)

var (
	url         = env("CONFAB_URL", "http://localhost:4000/graphql")
	room        = env("CONFAB_ROOM", "tea")
	temporary   = []string{"UNAVAILABLE", "RATE_LIMITED", "INTERNAL_SERVER_ERROR", "UNAUTHENTICATED"}
	finalCloses = []int{1002, 1003, 1007, 1009, 4400, 4401, 4406, 4409, 4429, 4452}
	retryAfter  = regexp.MustCompile(`"retryAfterMs":(\d+)`)
)

const renew = `mutation ($accessToken: String!) { renewConnection(input: { accessToken: $accessToken }) { expiresAt } }`

// Types of variables have the names that they have in the schema. A pointer is a variable that may be null: `Cursor("")` would be a
// `Cursor!`.
type (
	Cursor     string
	LoginInput struct {
		Username string `json:"username"`
		Password string `json:"password"`
	}
	PostMessageInput struct {
		Room           string `json:"room"`
		Text           string `json:"text"`
		IdempotencyKey string `json:"idempotencyKey"`
	}
	message struct {
		Seq  int
		Text string
	}
	grant struct {
		AccessToken, RefreshToken string
		ExpiresIn                 int
	}
)

type roomEvents struct {
	RoomEvents struct {
		Typename string `graphql:"__typename"`
		Cursor   Cursor
		Opened   struct{ Messages []message } `graphql:"... on RoomOpened"`
		Posted   struct{ Message message }    `graphql:"... on MessagePosted"`
	} `graphql:"roomEvents(room: $room, after: $after)"`
}

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

// session holds the tokens.
type session struct {
	sync.Mutex
	grant     grant
	goodUntil time.Time
	refused   error
}

// take is the place to store the refresh token: it works once.
func (s *session) take(next grant) {
	s.grant = next
	s.goodUntil = time.Now().Add(time.Duration(next.ExpiresIn) * 900 * time.Millisecond)
}

func (s *session) accessToken() (string, error) {
	s.Lock()
	defer s.Unlock()
	if time.Now().Before(s.goodUntil) {
		return s.grant.AccessToken, nil
	}
	var mutation struct {
		RefreshSession grant `graphql:"refreshSession(refreshToken: $old)"`
	}
	old := s.grant.RefreshToken
	err := graphql.NewClient(url, nil).Mutate(context.Background(), &mutation, map[string]any{"old": &old})
	if err != nil {
		if code := codeOf(err); code != "" && (!slices.Contains(temporary, code) || code == "UNAUTHENTICATED") {
			s.refused = err // sign in again
		}
		return "", err
	}
	s.take(mutation.RefreshSession)
	return s.grant.AccessToken, nil
}

func (s *session) expire() {
	s.Lock()
	defer s.Unlock()
	s.goodUntil = time.Time{}
}

// RoundTrip makes the session the transport of a client over HTTP.
func (s *session) RoundTrip(request *http.Request) (*http.Response, error) {
	token, err := s.accessToken()
	if err != nil {
		return nil, err
	}
	request = request.Clone(request.Context())
	request.Header.Set("authorization", "Bearer "+token)
	return http.DefaultTransport.RoundTrip(request)
}

// codeOf is "" where the client has no answer of the server: it has codes of its own for failed requests.
func codeOf(err error) string {
	var refusals graphql.Errors
	if !errors.As(err, &refusals) || len(refusals) == 0 {
		return ""
	}
	code, _ := refusals[0].Extensions["code"].(string)
	if code == graphql.ErrRequestError || code == graphql.ErrJsonDecode {
		return ""
	}
	return code
}

func newClient(s *session) *graphql.SubscriptionClient {
	var renewal *time.Timer
	client := graphql.NewSubscriptionClient(strings.Replace(url, "http", "ws", 1)).
		WithProtocol(graphql.GraphQLWS). // its default is the protocol that came before
		WithSyncMode(true).              // otherwise events overtake each other
		WithRetryTimeout(0).             // it tries again for ever …
		WithRetryDelay(time.Second + time.Duration(rand.Int64N(int64(time.Second)))).
		WithWebsocketConnectionIdleTimeout(70 * time.Second). // the server pings every 30 s
		WithConnectionParamsFn(func() map[string]any {
			token, _ := s.accessToken()
			return map[string]any{"authorization": "Bearer " + token}
		})
	client.OnConnected(func() {
		if renewal != nil {
			renewal.Stop()
		}
		renewal = time.AfterFunc(time.Until(s.goodUntil), func() {
			token, err := s.accessToken()
			if err == nil {
				_, _ = client.Exec(renew, map[string]any{"accessToken": token}, func([]byte, error) error { return nil })
			}
			renewal.Reset(max(time.Until(s.goodUntil), 5*time.Second))
		})
	})
	client.OnError(func(sc *graphql.SubscriptionClient, err error) error {
		code := int(sc.GetWebSocketStatusCode(err))
		if s.refused != nil || slices.Contains(finalCloses, code) {
			return err // … but not after these
		}
		if code == 4403 {
			s.expire()
		}
		if hint := retryAfter.FindStringSubmatch(err.Error()); hint != nil {
			ms, _ := strconv.Atoi(hint[1])
			time.Sleep(time.Duration(ms) * time.Millisecond)
		}
		return nil
	})
	return client
}

// follow passes on every event of the room once, over any number of sockets. It returns after RoomClosed, or with what does not pass.
func follow(s *session, take func(roomEvents)) error {
	// The client subscribes again with this very map: it always holds the last cursor.
	variables := map[string]any{"room": room, "after": (*Cursor)(nil)}
	for {
		var refusal error
		closed := false
		client := newClient(s)
		_, err := client.Subscribe(&roomEvents{}, variables, func(data []byte, err error) error {
			var event roomEvents
			if err == nil {
				err = jsonutil.UnmarshalGraphQL(data, &event)
			}
			if err != nil {
				refusal = err
				return nil
			}
			take(event)
			cursor := &event.RoomEvents.Cursor
			if event.RoomEvents.Typename == "RoomReset" {
				cursor = nil // the snapshot that follows must not be missed
			}
			variables["after"] = cursor
			closed = event.RoomEvents.Typename == "RoomClosed"
			return nil
		})
		if err != nil {
			return err
		}
		if err := client.Run(); err != nil {
			return errors.Join(s.refused, err)
		}
		if closed {
			return nil
		}
		if refusal != nil && !slices.Contains(temporary, codeOf(refusal)) {
			return refusal
		}
		if codeOf(refusal) == "UNAUTHENTICATED" {
			s.expire()
		}
		time.Sleep(time.Second + time.Duration(rand.Int64N(int64(time.Second))))
	}
}

func main() {
	var signIn struct {
		Login grant `graphql:"login(input: $input)"`
	}
	account := LoginInput{env("CONFAB_USER", "ann"), env("CONFAB_PASSWORD", "correct horse battery")}
	if err := graphql.NewClient(url, nil).Mutate(context.Background(), &signIn, map[string]any{"input": account}); err != nil {
		log.Fatal(err)
	}
	s := &session{}
	s.take(signIn.Login)
	var post struct {
		PostMessage struct{ Message struct{ ID string } } `graphql:"postMessage(input: $input)"`
	}
	input := PostMessageInput{Room: room, Text: "hello", IdempotencyKey: uuid.NewString()}
	client := graphql.NewClient(url, &http.Client{Transport: s})
	if err := client.Mutate(context.Background(), &post, map[string]any{"input": input}); err != nil {
		log.Fatal(err)
	}
	err := follow(s, func(event roomEvents) {
		switch event.RoomEvents.Typename {
		case "RoomReset":
			fmt.Println("Throw away what you have.")
		case "RoomOpened":
			for _, message := range event.RoomEvents.Opened.Messages {
				fmt.Println(message.Seq, message.Text)
			}
		case "MessagePosted":
			fmt.Println(event.RoomEvents.Posted.Message.Seq, event.RoomEvents.Posted.Message.Text)
		}
	})
	if err != nil {
		log.Fatal(err)
	}
}
