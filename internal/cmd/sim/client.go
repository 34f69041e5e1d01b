package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// asking is how a command reaches a running simulator.
type asking struct {
	url  string
	wait time.Duration
}

func clientFlags() (*flag.FlagSet, *asking) {
	a := &asking{}
	flags := &flag.FlagSet{}
	flags.StringVar(&a.url, "url", "http://127.0.0.1:8400", "any `address` of the running simulator; its certificate is checked by SSL_CERT_FILE")
	flags.DurationVar(&a.wait, "wait", 0, "how long to wait until it serves, such as 10s")
	return flags, a
}

func tellHealth(ctx context.Context, c command, args []string, stdout, stderr io.Writer) error {
	flags, a := clientFlags()
	if err := parse(flags, c, args, stderr); err != nil {
		return err
	}
	body, err := a.healthy(ctx)
	if err != nil {
		return err
	}
	_, err = stdout.Write(body)
	return err
}

func printEnv(ctx context.Context, c command, args []string, stdout, stderr io.Writer) error {
	flags, a := clientFlags()
	if err := parse(flags, c, args, stderr); err != nil {
		return err
	}
	if _, err := a.healthy(ctx); err != nil {
		return err
	}
	body, err := a.get(ctx, "/_sim/env")
	if err != nil {
		return err
	}
	env := map[string]string{}
	if err := json.Unmarshal(body, &env); err != nil {
		return fmt.Errorf("%s/_sim/env: %w", a.url, err)
	}
	return export(stdout, env)
}

func printExport(ctx context.Context, c command, args []string, stdout, stderr io.Writer) error {
	flags, a := clientFlags()
	if err := parse(flags, c, args, stderr); err != nil {
		return err
	}
	if _, err := a.healthy(ctx); err != nil {
		return err
	}
	body, err := a.get(ctx, "/_sim/export")
	if err != nil {
		return err
	}
	_, err = stdout.Write(body)
	return err
}

// healthy waits until the simulator serves.
func (a *asking) healthy(ctx context.Context) ([]byte, error) {
	end := time.Now().Add(a.wait)
	for {
		body, err := a.get(ctx, "/_sim/health")
		if err == nil || !time.Now().Before(end) {
			return body, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (a *asking) get(ctx context.Context, path string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(a.url, "/")+path, nil)
	if err != nil {
		return nil, usageError{fmt.Errorf("--url: %w", err)}
	}
	// Never through a proxy: it is on this machine.
	resp, err := (&http.Client{Transport: &http.Transport{}}).Do(req)
	if err != nil {
		return nil, fmt.Errorf("no simulator answers: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s%s: %s: %s", a.url, path, resp.Status, strings.TrimSpace(string(body)))
	}
	return body, nil
}
