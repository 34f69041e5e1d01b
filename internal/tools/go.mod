// The project's tools are a module of their own, so that nothing they need
// shows up in the provider's go.mod. They use the standard library only:
// `go run` works on a fresh clone without a download.
module github.com/gatehouse/terraform-provider-gatehouse/internal/tools

go 1.25.8
