package acctest

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// shortest is how long a secret is at least that is looked for: what tests make
// up to be shorter is in other words by chance.
const shortest = 10

// leaks keeps what the provider says, to look for secrets in it: what goes
// into states and plans, and what goes into messages and logs.
type leaks struct {
	mu           sync.Mutex
	kept, spoken bytes.Buffer
	// given is what Terraform proposes: a secret in it is in an argument that the
	// user has chosen to keep, from then on.
	given  bytes.Buffer
	chosen map[string]bool
	// size is how much was looked through.
	size   int
	sought sought
	// stored says why a test's states hold secrets of the platform's; empty: they do not.
	stored string
}

// StoresSecrets says that this test makes the provider keep secrets of the
// platforms in the state, as a user can choose. They are in no message for that.
func (e *Env) StoresSecrets(why string) { e.leaks.stored = why }

func (l *leaks) keep(into *bytes.Buffer, texts ...[]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, text := range texts {
		into.Write(text)
		into.WriteByte(0) // what stands apart is not read together
	}
}

// Write implements io.Writer for logs.
func (l *leaks) Write(p []byte) (int, error) {
	l.keep(&l.spoken, p)
	return len(p), nil
}

func (l *leaks) values(into *bytes.Buffer, values ...*tfprotov6.DynamicValue) {
	for _, v := range values {
		if v != nil {
			l.keep(into, v.MsgPack, v.JSON)
		}
	}
}

func (l *leaks) identity(id *tfprotov6.ResourceIdentityData) {
	if id != nil {
		l.values(&l.kept, id.IdentityData)
	}
}

func (l *leaks) diagnostics(diags []*tfprotov6.Diagnostic) {
	for _, d := range diags {
		l.keep(&l.spoken, []byte(d.Summary), []byte(d.Detail))
	}
}

// check looks for the secrets that the simulator has issued or was given.
func (l *leaks) check(t testing.TB, secrets []string) {
	t.Helper()
	for _, found := range l.found(secrets) {
		t.Errorf("%s", found)
	}
	t.Logf("leaks: looked for %d secrets in %d bytes", l.sought.n, l.size)
}

// found are the places that have a secret, of all that was kept since it was
// called last. secrets are those of that time and more.
func (l *leaks) found(secrets []string) (places []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sought.add(secrets)
	if l.chosen == nil {
		l.chosen = map[string]bool{}
	}
	l.sought.in(l.spoken.Bytes(), func(i int, _ []byte) {
		places = append(places, fmt.Sprintf("a message or a log has a secret after %q", around(l.spoken.Bytes(), i)))
	})
	l.sought.in(l.given.Bytes(), func(_ int, secret []byte) { l.chosen[string(secret)] = true })
	l.sought.in(l.kept.Bytes(), func(i int, secret []byte) {
		if l.stored == "" && !l.chosen[string(secret)] {
			places = append(places, fmt.Sprintf("a plan or a state has a secret after %q", around(l.kept.Bytes(), i)))
		}
	})
	l.size += l.spoken.Len() + l.kept.Len()
	for _, b := range []*bytes.Buffer{&l.spoken, &l.kept, &l.given} {
		b.Reset()
	}
	return places
}

// Leaked are the places in which the provider has told a secret since it was
// asked last, for a test that does much in one world.
func (e *Env) Leaked() []string { return e.leaks.found(e.Sim.World.Secrets.All()) }

// sought finds many secrets in one pass, by how they begin.
type sought struct {
	n, read int // how many there are, and how many of the list were read
	by      map[[shortest]byte][][]byte
}

// add takes what a list has beyond what was added before.
func (s *sought) add(secrets []string) {
	if s.by == nil {
		s.by = map[[shortest]byte][][]byte{}
	}
	for _, secret := range secrets[min(s.read, len(secrets)):] {
		if len(secret) >= shortest {
			begin := [shortest]byte([]byte(secret))
			s.by[begin] = append(s.by[begin], []byte(secret))
			s.n++
		}
	}
	s.read = len(secrets)
}

// in tells where a text has which secret: the first place of each.
func (s *sought) in(text []byte, tell func(i int, secret []byte)) {
	told := map[string]bool{}
	for i := range max(0, len(text)-shortest+1) {
		for _, secret := range s.by[[shortest]byte(text[i:])] {
			if bytes.HasPrefix(text[i:], secret) && !told[string(secret)] {
				told[string(secret)] = true
				tell(i, secret)
			}
		}
	}
}

func around(text []byte, i int) string { return fmt.Sprintf("%.120s", text[max(0, i-120):i]) }

// overheard is a server whose answers and logs are kept.
type overheard struct {
	*provider.Server
	leaks *leaks
}

func (o *overheard) logged(ctx context.Context) context.Context {
	return tflogtest.RootLogger(ctx, o.leaks)
}

// ConfigureProvider implements tfprotov6.ProviderServer.
func (o *overheard) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	resp, err := o.Server.ConfigureProvider(o.logged(ctx), req)
	if resp != nil {
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// ValidateResourceConfig implements tfprotov6.ResourceServer.
func (o *overheard) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	resp, err := o.Server.ValidateResourceConfig(o.logged(ctx), req)
	if resp != nil {
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// PlanResourceChange implements tfprotov6.ResourceServer.
func (o *overheard) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	o.leaks.values(&o.leaks.given, req.ProposedNewState)
	resp, err := o.Server.PlanResourceChange(o.logged(ctx), req)
	if resp != nil {
		o.leaks.values(&o.leaks.kept, resp.PlannedState)
		o.leaks.keep(&o.leaks.kept, resp.PlannedPrivate)
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// ApplyResourceChange implements tfprotov6.ResourceServer.
func (o *overheard) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp, err := o.Server.ApplyResourceChange(o.logged(ctx), req)
	if resp != nil {
		o.leaks.values(&o.leaks.kept, resp.NewState)
		o.leaks.identity(resp.NewIdentity)
		o.leaks.keep(&o.leaks.kept, resp.Private)
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// ReadResource implements tfprotov6.ResourceServer.
func (o *overheard) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	resp, err := o.Server.ReadResource(o.logged(ctx), req)
	if resp != nil {
		o.leaks.values(&o.leaks.kept, resp.NewState)
		o.leaks.identity(resp.NewIdentity)
		o.leaks.keep(&o.leaks.kept, resp.Private)
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// ImportResourceState implements tfprotov6.ResourceServer.
func (o *overheard) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	resp, err := o.Server.ImportResourceState(o.logged(ctx), req)
	if resp != nil {
		for _, r := range resp.ImportedResources {
			o.leaks.values(&o.leaks.kept, r.State)
			o.leaks.identity(r.Identity)
			o.leaks.keep(&o.leaks.kept, r.Private)
		}
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// MoveResourceState implements tfprotov6.ResourceServer.
func (o *overheard) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	resp, err := o.Server.MoveResourceState(o.logged(ctx), req)
	if resp != nil {
		o.leaks.values(&o.leaks.kept, resp.TargetState)
		o.leaks.identity(resp.TargetIdentity)
		o.leaks.keep(&o.leaks.kept, resp.TargetPrivate)
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// ReadDataSource implements tfprotov6.DataSourceServer.
func (o *overheard) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	o.leaks.values(&o.leaks.given, req.Config)
	resp, err := o.Server.ReadDataSource(o.logged(ctx), req)
	if resp != nil {
		o.leaks.values(&o.leaks.kept, resp.State)
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// OpenEphemeralResource implements tfprotov6.EphemeralResourceServer. Its
// result is there to be a secret, and is kept nowhere.
func (o *overheard) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	resp, err := o.Server.OpenEphemeralResource(o.logged(ctx), req)
	if resp != nil {
		o.leaks.diagnostics(resp.Diagnostics)
	}
	return resp, err
}

// ListResource implements tfprotov6.ListResourceServer.
func (o *overheard) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	resp, err := o.Server.ListResource(o.logged(ctx), req)
	if resp != nil {
		results := resp.Results
		resp.Results = func(yield func(tfprotov6.ListResourceResult) bool) {
			results(func(r tfprotov6.ListResourceResult) bool {
				o.leaks.values(&o.leaks.kept, r.Resource)
				o.leaks.identity(r.Identity)
				o.leaks.keep(&o.leaks.spoken, []byte(r.DisplayName))
				o.leaks.diagnostics(r.Diagnostics)
				return yield(r)
			})
		}
	}
	return resp, err
}

// InvokeAction implements tfprotov6.ActionServer.
func (o *overheard) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	resp, err := o.Server.InvokeAction(o.logged(ctx), req)
	if resp != nil {
		events := resp.Events
		resp.Events = func(yield func(tfprotov6.InvokeActionEvent) bool) {
			events(func(e tfprotov6.InvokeActionEvent) bool {
				switch event := e.Type.(type) {
				case tfprotov6.ProgressInvokeActionEventType:
					o.leaks.keep(&o.leaks.spoken, []byte(event.Message))
				case tfprotov6.CompletedInvokeActionEventType:
					o.leaks.diagnostics(event.Diagnostics)
				}
				return yield(e)
			})
		}
	}
	return resp, err
}
