// Follows a room with genqlient. go tool genqlient && go run .
//
// CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/Khan/genqlient/graphql"
	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

var (
	url         = env("CONFAB_URL", "http://localhost:4000/graphql")
	room        = env("CONFAB_ROOM", "tea")
	temporary   = []string{"UNAVAILABLE", "RATE_LIMITED", "INTERNAL_SERVER_ERROR", "UNAUTHENTICATED"}
	finalCloses = []int{1002, 1003, 1007, 1009, 4400, 4401, 4406, 4409, 4429, 4452}
	retryAfter  = regexp.MustCompile(`"retryAfterMs":(\d+)`)
)

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

// session holds the tokens.
type session struct {
	token, refreshToken string
	goodUntil           time.Time
}

func (s *session) accessToken(ctx context.Context) (string, error) {
	if time.Now().Before(s.goodUntil) {
		return s.token, nil
	}
	answer, err := Refresh(ctx, graphql.NewClient(url, nil), &s.refreshToken)
	if err != nil {
		return "", err
	}
	grant := answer.RefreshSession
	s.take(grant.AccessToken, grant.RefreshToken, grant.ExpiresIn)
	return s.token, nil
}

// take is the place to store the refresh token: it works once.
func (s *session) take(token, refreshToken string, expiresIn int) {
	s.token, s.refreshToken = token, refreshToken
	s.goodUntil = time.Now().Add(time.Duration(expiresIn) * 900 * time.Millisecond)
}

// RoundTrip makes the session the transport of a client over HTTP.
func (s *session) RoundTrip(request *http.Request) (*http.Response, error) {
	token, err := s.accessToken(request.Context())
	if err != nil {
		return nil, err
	}
	request = request.Clone(request.Context())
	request.Header.Set("authorization", "Bearer "+token)
	return http.DefaultTransport.RoundTrip(request)
}

// socket does what genqlient's client leaves out: it answers pings of the protocol (genqlient takes each for a failure), renews the token,
// hands on refusals, remembers the cursor, and leaves out events that this program does not know.
type socket struct {
	*websocket.Conn
	writing sync.Mutex
	after   **string
}

func (s *socket) WriteMessage(kind int, data []byte) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.Conn.WriteMessage(kind, data)
}

func (s *socket) say(message any) {
	data, _ := json.Marshal(message)
	_ = s.WriteMessage(websocket.TextMessage, data) // the reader hears of a lost socket
}

func (s *socket) ReadMessage() (int, []byte, error) {
	for {
		_ = s.SetReadDeadline(time.Now().Add(70 * time.Second)) // the server pings every 30 s
		kind, data, err := s.Conn.ReadMessage()
		if err != nil {
			return kind, data, err
		}
		var message struct {
			ID, Type string
			Payload  json.RawMessage
		}
		_ = json.Unmarshal(data, &message)
		switch {
		case message.Type == "ping":
			s.say(map[string]string{"type": "pong"})
		case message.ID == "renewal" || message.Type == "pong":
		case message.Type == "error":
			errors := map[string]any{"errors": message.Payload}
			data, err = json.Marshal(map[string]any{"id": message.ID, "type": "next", "payload": errors})
			return kind, data, err
		default:
			if s.knows(message.Payload) {
				return kind, data, nil
			}
		}
	}
}

// knows remembers the cursor of an event. It is false for an event of a newer server, which genqlient would take for a failure.
func (s *socket) knows(payload json.RawMessage) bool {
	var result struct {
		Data struct{ RoomEvents json.RawMessage }
	}
	var event struct {
		Typename string `json:"__typename"`
		Cursor   *string
	}
	if json.Unmarshal(payload, &result) != nil || json.Unmarshal(result.Data.RoomEvents, &event) != nil {
		return true
	}
	*s.after = event.Cursor
	if event.Typename == "RoomReset" {
		*s.after = nil // the snapshot that follows must not be missed
	}
	var known RoomEventsRoomEventsRoomEvent
	return __unmarshalRoomEventsRoomEventsRoomEvent(result.Data.RoomEvents, &known) == nil
}

// DialContext makes a socket the dialer of its own client.
func (s *socket) DialContext(ctx context.Context, to string, header http.Header) (graphql.WSConn, error) {
	connection, _, err := websocket.DefaultDialer.DialContext(ctx, to, header)
	s.Conn = connection
	return s, err
}

// followOnce passes on the events of one socket. It returns true after RoomClosed.
func followOnce(ctx context.Context, s *session, after **string, take func(RoomEventsRoomEventsRoomEvent)) (bool, error) {
	token, err := s.accessToken(ctx)
	if err != nil {
		return false, err
	}
	params := map[string]any{"authorization": "Bearer " + token}
	connection := &socket{after: after}
	client := graphql.NewClientUsingWebSocket(strings.Replace(url, "http", "ws", 1), connection, graphql.WithConnectionParams(params))
	lost, err := client.Start(ctx)
	if err != nil {
		return false, err
	}
	defer func() {
		// Close of the client closes the channel of an ended subscription once more, which panics.
		_ = connection.Close()
		go func() { <-lost }()
	}()
	events, _, err := RoomEvents(ctx, client, room, *after)
	if err != nil {
		return false, err
	}
	renewal := time.NewTimer(time.Until(s.goodUntil))
	defer renewal.Stop()
	for {
		select {
		case result, open := <-events:
			if !open {
				return false, nil // complete without RoomClosed: go on
			}
			if len(result.Errors) > 0 {
				return false, result.Errors
			}
			take(result.Data.RoomEvents)
			if _, closed := result.Data.RoomEvents.(*RoomEventsRoomEventsRoomClosed); closed {
				return true, nil
			}
		case err := <-lost:
			return false, err
		case <-renewal.C:
			if token, err := s.accessToken(ctx); err == nil {
				payload := map[string]any{"query": Renew_Operation, "variables": map[string]string{"accessToken": token}}
				connection.say(map[string]any{"id": "renewal", "type": "subscribe", "payload": payload})
			}
			renewal.Reset(max(time.Until(s.goodUntil), 5*time.Second))
		}
	}
}

// pauseAfter tells how long the server asks to wait. It returns the error where waiting does not help.
func pauseAfter(err error, s *session) (time.Duration, error) {
	var refusals gqlerror.List
	var closed *websocket.CloseError
	switch {
	case errors.As(err, &refusals):
		code, _ := refusals[0].Extensions["code"].(string)
		if !slices.Contains(temporary, code) || (code == "UNAUTHENTICATED" && refusals[0].Path.String() == "refreshSession") {
			return 0, err
		}
		if code == "UNAUTHENTICATED" {
			s.goodUntil = time.Time{}
		}
		ms, _ := refusals[0].Extensions["retryAfterMs"].(float64)
		return time.Duration(ms) * time.Millisecond, nil
	case errors.As(err, &closed):
		if slices.Contains(finalCloses, closed.Code) {
			return 0, err
		}
		if closed.Code == 4403 {
			s.goodUntil = time.Time{}
		}
		if hint := retryAfter.FindStringSubmatch(closed.Text); hint != nil {
			ms, _ := strconv.Atoi(hint[1])
			return time.Duration(ms) * time.Millisecond, nil
		}
	}
	return 0, nil
}

// follow passes on every event of the room once, over any number of sockets. It returns after RoomClosed, or with what does not pass.
func follow(ctx context.Context, s *session, take func(RoomEventsRoomEventsRoomEvent)) error {
	var after *string
	for attempt := 0; ; attempt++ {
		began := time.Now()
		closed, err := followOnce(ctx, s, &after, take)
		if closed {
			return nil
		}
		wait, final := pauseAfter(err, s)
		if final != nil {
			return final
		}
		if time.Since(began) > 10*time.Second {
			attempt = 0
		}
		backoff := rand.Float64() * math.Min(30, 0.5*math.Pow(1.5, float64(attempt)))
		time.Sleep(wait + time.Duration(backoff*float64(time.Second)))
	}
}

func main() {
	ctx := context.Background()
	signedIn, err := SignIn(ctx, graphql.NewClient(url, nil), env("CONFAB_USER", "ann"), env("CONFAB_PASSWORD", "correct horse battery"))
	if err != nil {
		log.Fatal(err)
	}
	s := &session{}
	s.take(signedIn.Login.AccessToken, signedIn.Login.RefreshToken, signedIn.Login.ExpiresIn)
	key := uuid.NewString()
	input := PostMessageInput{Room: room, Text: "hello", IdempotencyKey: &key}
	if _, err := Post(ctx, graphql.NewClient(url, &http.Client{Transport: s}), input); err != nil {
		log.Fatal(err)
	}
	err = follow(ctx, s, func(event RoomEventsRoomEventsRoomEvent) {
		switch event := event.(type) {
		case *RoomEventsRoomEventsRoomReset:
			fmt.Println("Throw away what you have.")
		case *RoomEventsRoomEventsRoomOpened:
			for _, message := range event.Messages {
				fmt.Println(message.Seq, *message.Text)
			}
		case *RoomEventsRoomEventsMessagePosted:
			fmt.Println(event.Message.Seq, *event.Message.Text)
		}
	})
	if err != nil {
		log.Fatal(err)
	}
}
