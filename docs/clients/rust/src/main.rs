//! Follows a room with graphql_client and graphql-ws-client: cargo run
//!
//! CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.

use std::time::{Duration, Instant};

use futures::StreamExt;
use graphql_client::{GraphQLQuery, Response};
use graphql_ws_client::{Client, Error as SocketError, graphql::StreamingOperation};
use serde_json::{Value, json};
use tokio::time::{sleep, sleep_until};
use tokio_tungstenite::{connect_async, tungstenite::client::IntoClientRequest};

/// What a scalar is in this program. The names are those of the schema.
type Cursor = String;
type DateTime = String;

// Each is sent with the whole file and its own operationName.
macro_rules! operations {
    ($($name:ident),*) => { $(
        #[derive(GraphQLQuery)]
        #[graphql(
            schema_path = "../../../services/gateway/schema.graphql",
            query_path = "../operations.graphql",
            // An event that a newer server has is `Unknown` instead of an error.
            fragments_other_variant = "true",
            skip_serializing_none
        )]
        struct $name;
    )* };
}
operations!(SignIn, Refresh, Renew, Post, RoomEvents);

use room_events::{RoomEventsRoomEvents as Event, RoomEventsRoomEventsOn as On};

const TEMPORARY: [&str; 3] = ["UNAVAILABLE", "RATE_LIMITED", "INTERNAL_SERVER_ERROR"];
const FINAL_CLOSES: [u16; 10] = [1002, 1003, 1007, 1009, 4400, 4401, 4406, 4409, 4429, 4452];

fn env(name: &str, otherwise: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| otherwise.into())
}

/// Why it did not go on.
#[derive(Debug)]
enum Trouble {
    /// It may do better after so many milliseconds.
    Passing(u64),
    /// The token is not taken any more.
    Token,
    /// It would come again.
    Final(String),
}

impl From<reqwest::Error> for Trouble {
    fn from(_: reqwest::Error) -> Self {
        Trouble::Passing(0)
    }
}

impl From<tokio_tungstenite::tungstenite::Error> for Trouble {
    fn from(_: tokio_tungstenite::tungstenite::Error) -> Self {
        Trouble::Passing(0)
    }
}

impl From<SocketError> for Trouble {
    fn from(error: SocketError) -> Self {
        match error {
            SocketError::Close(4403, _) => Trouble::Token,
            SocketError::Close(code, reason) if FINAL_CLOSES.contains(&code) => Trouble::Final(reason),
            SocketError::Close(4451, reason) => {
                let hint: Option<Value> = serde_json::from_str(&reason).ok();
                Trouble::Passing(hint.and_then(|hint| hint["retryAfterMs"].as_u64()).unwrap_or(0))
            }
            SocketError::Decode(reason) => Trouble::Final(reason),
            _ => Trouble::Passing(0),
        }
    }
}

/// The data of an answer, or what its first error means.
fn data<T>(response: Response<T>) -> Result<T, Trouble> {
    let Some(error) = response.errors.and_then(|errors| errors.into_iter().next()) else {
        return response.data.ok_or_else(|| Trouble::Final("an answer without data".into()));
    };
    let extensions = error.extensions.unwrap_or_default();
    let code = extensions.get("code").and_then(Value::as_str).unwrap_or_default();
    let wait = extensions.get("retryAfterMs").and_then(Value::as_u64).unwrap_or(0);
    Err(match code {
        "UNAUTHENTICATED" => Trouble::Token,
        code if TEMPORARY.contains(&code) => Trouble::Passing(wait),
        code => Trouble::Final(format!("{code}: {}", error.message)),
    })
}

/// Holds the tokens.
struct Session {
    url: String,
    token: String,
    refresh_token: String,
    good_until: Instant,
}

impl Session {
    async fn sign_in(url: &str, username: String, password: String) -> Result<Self, Trouble> {
        let mut session = Session { url: url.into(), token: String::new(), refresh_token: String::new(), good_until: Instant::now() };
        let grant = session.ask::<SignIn>(sign_in::Variables { username, password }).await?.login;
        session.take(grant.access_token, grant.refresh_token, grant.expires_in);
        Ok(session)
    }

    /// Store the refresh token here: it works once.
    fn take(&mut self, token: String, refresh_token: String, expires_in: i64) {
        (self.token, self.refresh_token) = (token, refresh_token);
        self.good_until = Instant::now() + Duration::from_millis(expires_in as u64 * 900);
    }

    async fn access_token(&mut self) -> Result<String, Trouble> {
        if Instant::now() >= self.good_until {
            self.token.clear();
            let variables = refresh::Variables { refresh_token: Some(self.refresh_token.clone()) };
            let grant = match self.ask::<Refresh>(variables).await {
                Err(Trouble::Token) => return Err(Trouble::Final("sign in again".into())),
                answer => answer?.refresh_session,
            };
            self.take(grant.access_token, grant.refresh_token, grant.expires_in);
        }
        Ok(self.token.clone())
    }

    /// One operation over HTTP.
    async fn ask<Q: GraphQLQuery>(&self, variables: Q::Variables) -> Result<Q::ResponseData, Trouble> {
        let mut request = reqwest::Client::new().post(&self.url).json(&Q::build_query(variables));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        data(request.timeout(Duration::from_secs(20)).send().await?.json::<Response<_>>().await?)
    }
}

/// Passes on the events of one socket. Answers with true after RoomClosed.
async fn follow_once(session: &mut Session, room: &str, after: &mut Option<String>, take: fn(&Event)) -> Result<bool, Trouble> {
    let token = session.access_token().await?;
    let mut request = session.url.replacen("http", "ws", 1).into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
    let (socket, _) = connect_async(request).await?;
    let (client, actor) = Client::build(socket)
        .payload(json!({ "authorization": format!("Bearer {token}") }))?
        .keep_alive_interval(Duration::from_secs(10))
        .await?;
    let actor = tokio::spawn(actor.into_future());
    let variables = room_events::Variables { room: room.into(), after: after.clone() };
    let mut events = client.subscribe(StreamingOperation::<RoomEvents>::new(variables)).await?;
    let outcome = loop {
        tokio::select! {
            answer = events.next() => {
                // The client does not tell how a socket was closed: its end is one of the subscription.
                let Some(answer) = answer else { break Ok(false) };
                let event = match answer.map_err(Trouble::from).and_then(data) {
                    Ok(data) => data.room_events,
                    Err(trouble) => break Err(trouble),
                };
                take(&event);
                // The snapshot that follows a reset must not be missed.
                *after = if matches!(event.on, On::RoomReset(_)) { None } else { Some(event.cursor) };
                if matches!(event.on, On::RoomClosed(_)) {
                    break Ok(true);
                }
            }
            // Gives each next token to the open socket, so that it is never cut.
            _ = sleep_until(session.good_until.into()) => match session.access_token().await {
                Ok(access_token) => {
                    let renewal = StreamingOperation::<Renew>::new(renew::Variables { access_token });
                    if let Ok(mut renewed) = client.subscribe(renewal).await {
                        tokio::spawn(async move { while renewed.next().await.is_some() {} });
                    }
                }
                Err(Trouble::Passing(wait)) => sleep(Duration::from_millis(wait + 1_000)).await,
                Err(trouble) => break Err(trouble),
            },
        }
    };
    actor.abort();
    outcome
}

/// Passes on every event of the room once, over any number of sockets. Returns after RoomClosed, or with what does not pass.
async fn follow(session: &mut Session, room: &str, take: fn(&Event)) -> Result<(), String> {
    let (mut after, mut attempt) = (None, 0);
    loop {
        let began = Instant::now();
        let wait = match follow_once(session, room, &mut after, take).await {
            Ok(true) => return Ok(()),
            Ok(false) => 0,
            Err(Trouble::Passing(wait)) => wait,
            Err(Trouble::Token) => {
                session.good_until = Instant::now();
                0
            }
            Err(Trouble::Final(reason)) => return Err(reason),
        };
        if began.elapsed() > Duration::from_secs(10) {
            attempt = 0;
        }
        let backoff = rand::random::<f64>() * f64::min(30_000.0, 500.0 * 1.5_f64.powi(attempt));
        sleep(Duration::from_millis(wait + backoff as u64)).await;
        attempt += 1;
    }
}

fn show(event: &Event) {
    match &event.on {
        On::RoomReset(_) => println!("Throw away what you have."),
        On::RoomOpened(opened) => {
            for message in opened.messages.iter().flatten() {
                println!("{} {}", message.seq, message.text.as_deref().unwrap_or_default());
            }
        }
        On::MessagePosted(posted) => {
            println!("{} {}", posted.message.seq, posted.message.text.as_deref().unwrap_or_default());
        }
        On::Unknown => {} // of a newer server; its cursor counts all the same
        _ => {}
    }
}

#[tokio::main]
async fn main() {
    let (url, room) = (env("CONFAB_URL", "http://localhost:4000/graphql"), env("CONFAB_ROOM", "tea"));
    let (username, password) = (env("CONFAB_USER", "ann"), env("CONFAB_PASSWORD", "correct horse battery"));
    let mut session = Session::sign_in(&url, username, password).await.expect("signs in");
    let input = post::PostMessageInput {
        room: room.clone(),
        text: "hello".into(),
        idempotency_key: Some(uuid::Uuid::new_v4().to_string()),
        reply_to: None,
    };
    session.ask::<Post>(post::Variables { input }).await.expect("posts");
    if let Err(reason) = follow(&mut session, &room, show).await {
        eprintln!("{reason}");
        std::process::exit(1);
    }
}
