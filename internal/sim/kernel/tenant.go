package kernel

import (
	"encoding/json"
	"math/rand/v2"
	"time"
)

// kept is what of a world survives the process.
type kept struct {
	Moved   time.Duration `json:"clock"`
	Random  []byte        `json:"random"`
	Numbers int64         `json:"numbers"`
	Secrets []string      `json:"secrets"`
}

// SaveState tells how far the clock was moved, where the sequence of
// identifiers stands, and the secrets that were issued. The log, the latency
// and the faults are no part of a tenant.
func (w *World) SaveState() ([]byte, error) {
	k := kept{Secrets: w.Secrets.All()}
	w.Clock.mu.Lock()
	k.Moved = w.Clock.moved
	w.Clock.mu.Unlock()
	w.IDs.mu.Lock()
	defer w.IDs.mu.Unlock()
	k.Numbers = w.IDs.numbers
	var err error
	if k.Random, err = w.IDs.source.MarshalBinary(); err != nil {
		return nil, err
	}
	return json.Marshal(k)
}

// LoadState goes on where SaveState was called.
func (w *World) LoadState(data []byte) error {
	var k kept
	if err := json.Unmarshal(data, &k); err != nil {
		return err
	}
	source := &rand.PCG{}
	if err := source.UnmarshalBinary(k.Random); err != nil {
		return err
	}
	w.Clock.Reset()
	w.Clock.Advance(k.Moved)
	w.Secrets.replace(k.Secrets)
	w.IDs.mu.Lock()
	defer w.IDs.mu.Unlock()
	w.IDs.source, w.IDs.rng, w.IDs.numbers = source, rand.New(source), k.Numbers //nolint:gosec // identifiers of a simulator, repeatable on purpose
	w.IDs.drawn++
	return nil
}
