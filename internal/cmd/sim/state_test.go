package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestState_survivesKills kills the simulator with SIGKILL while several
// clients write, again and again on the same file. Whatever was acknowledged is
// there afterwards, whatever was deleted is gone, and nothing is half there.
func TestState_survivesKills(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "sim")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	file := filepath.Join(t.TempDir(), "tenant.db")
	made, deleted := map[string]string{}, map[string]bool{} // id → name
	var token string
	for round := range 4 {
		p := startKilled(t, bin, file)
		if token != "" && p.env["OKTA_API_TOKEN"] != token {
			t.Fatal("the tenant has another token")
		}
		token = p.env["OKTA_API_TOKEN"]
		p.check(t, made, deleted)

		var mu sync.Mutex
		var writers sync.WaitGroup
		enough := make(chan struct{})
		var once sync.Once
		for w := range 4 {
			writers.Go(func() {
				for i := 0; ; i++ {
					name := fmt.Sprintf("group %d-%d-%d", round, w, i)
					id, err := p.create(name)
					if err != nil {
						return // killed
					}
					mu.Lock()
					made[id] = name
					if len(made) >= 40*(round+1) {
						once.Do(func() { close(enough) })
					}
					mu.Unlock()
					if i%5 == 4 {
						mu.Lock()
						delete(made, id) // whether it is there is unknown until the answer comes
						mu.Unlock()
						if err := p.remove(id); err != nil {
							return
						}
						mu.Lock()
						deleted[id] = true
						mu.Unlock()
					}
				}
			})
		}
		<-enough
		if err := p.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = p.cmd.Wait()
		writers.Wait()
	}
	startKilled(t, bin, file).check(t, made, deleted)
}

type killed struct {
	cmd *exec.Cmd
	env map[string]string
}

func startKilled(t *testing.T, bin, file string) *killed {
	t.Helper()
	cmd := exec.Command(bin, append([]string{"--state", file}, loopback...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Log(stderr.String())
		}
	})
	r := bufio.NewReader(stdout)
	p := &killed{cmd, readExports(t, r, 8)}
	return p
}

func (k *killed) call(method, path, body string) (int, []byte, error) {
	req, err := http.NewRequest(method, k.env["OKTA_ORG_URL"]+path, strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Authorization", "SSWS "+k.env["OKTA_API_TOKEN"])
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	return resp.StatusCode, raw, err
}

func (k *killed) create(name string) (id string, err error) {
	status, raw, err := k.call(http.MethodPost, "/api/v1/groups", fmt.Sprintf(`{"profile":{"name":%q}}`, name))
	if err != nil || status != http.StatusOK {
		return "", fmt.Errorf("%d %s %w", status, raw, err)
	}
	var group struct{ ID string }
	return group.ID, json.Unmarshal(raw, &group)
}

func (k *killed) remove(id string) error {
	status, raw, err := k.call(http.MethodDelete, "/api/v1/groups/"+id, "")
	if err != nil || status != http.StatusNoContent {
		return fmt.Errorf("%d %s %w", status, raw, err)
	}
	return nil
}

// check compares the org's groups with what was acknowledged.
func (k *killed) check(t *testing.T, made map[string]string, deleted map[string]bool) {
	t.Helper()
	there := map[string]string{}
	status, raw, err := k.call(http.MethodGet, "/api/v1/groups?limit=10000", "")
	var groups []struct {
		ID      string
		Profile struct{ Name string }
	}
	if err != nil || status != http.StatusOK || json.Unmarshal(raw, &groups) != nil {
		t.Fatalf("%d %s %v", status, raw, err)
	}
	for _, g := range groups {
		if there[g.ID] != "" {
			t.Errorf("two groups have the id %s", g.ID)
		}
		there[g.ID] = g.Profile.Name
		if deleted[g.ID] {
			t.Errorf("%s was deleted and is there again", g.Profile.Name)
		}
	}
	for id, name := range made {
		if there[id] != name {
			t.Errorf("%s was acknowledged and is lost: %q", name, there[id])
		}
	}
}
