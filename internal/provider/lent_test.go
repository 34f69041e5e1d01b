package provider

import (
	"context"
	"runtime"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

type inContext struct{ _ [1 << 10]byte }

type inContextKey struct{}

// TestLend_nothingIsKept: what the context of a call holds is free when the call
// is over, although the framework's server keeps a context for each call.
func TestLend_nothingIsKept(t *testing.T) {
	t.Parallel()
	s := NewServer(New("test"))
	held := called(t, s)
	for range 10 {
		if runtime.GC(); held.Value() == nil {
			break
		}
	}
	if held.Value() != nil {
		t.Error("the context of a call is kept after it")
	}
	runtime.KeepAlive(s)
}

//go:noinline
func called(t *testing.T, s *Server) weak.Pointer[inContext] {
	t.Helper()
	value := &inContext{}
	ctx, cancel := context.WithCancel(context.WithValue(t.Context(), inContextKey{}, value))
	defer cancel() // as grpc does when the answer is sent
	if _, err := s.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{TypeName: "gatehouse_okta_group", RawState: &tfprotov6.RawState{JSON: []byte(`{"name":"x"}`)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: "none"}); err != nil {
		t.Fatal(err)
	}
	return weak.Make(value)
}
