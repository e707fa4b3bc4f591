module example.org/confab-room

go 1.26

require (
	github.com/google/uuid v1.6.0
	github.com/hasura/go-graphql-client v0.15.1
)

require github.com/coder/websocket v1.8.13 // indirect
