package sim

import (
	"fmt"
	"maps"
	"sync"
	"sync/atomic"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/persist"
)

// worldRecord holds what the platforms share: the clock and the identifiers.
const worldRecord = "world"

// begunRecord is there when the tenant has been all that it was to begin with. A
// file without it may hold half of what a seed file describes, and is begun
// again.
const begunRecord = "begun"

// keeper keeps the tenant in a file.
type keeper struct {
	sim   *Simulator
	file  *persist.File
	path  string
	parts map[string]*keptPart // by the name of the platform
	end   sync.Once
}

// keptPart is one platform's share of the file.
type keptPart struct {
	heap *persist.Heap
	save func(*persist.Heap) (persist.Records, error)
	load func(*persist.Heap, persist.Records) error

	asked atomic.Uint64 // how many requests wait, or waited, to be kept
	drawn atomic.Uint64 // IDs.Drawn when it was last kept

	mu   sync.Mutex
	done uint64 // of those asked, how many are kept
}

// Keep opens a file and takes over the tenant in it; a new file gets the
// tenant that there is. From then on every request is kept before it is
// answered.
func (s *Simulator) Keep(path string) error {
	file, records, err := persist.Open(path)
	if err != nil {
		return err
	}
	k := &keeper{sim: s, file: file, path: path, parts: map[string]*keptPart{
		"okta":     {heap: persist.NewHeap("okta"), save: s.Okta.Save, load: s.Okta.Load},
		"anypoint": {heap: persist.NewHeap("anypoint"), save: s.Anypoint.Save, load: s.Anypoint.Load},
	}}
	if _, whole := records[begunRecord]; whole {
		s.begun, err = true, k.load(records)
	} else if err = k.all(); err == nil && s.begun {
		err = k.mark(true)
	}
	if err != nil {
		_ = file.Close()
		return fmt.Errorf("%s: %w", path, err)
	}
	s.keeper, s.World.Settle = k, k.settle
	return nil
}

func (k *keeper) load(records persist.Records) error {
	world, found := records[worldRecord]
	if !found {
		return fmt.Errorf("the record %s is missing", worldRecord)
	}
	for _, part := range k.parts {
		if err := part.load(part.heap, records); err != nil {
			return err
		}
	}
	return k.sim.World.LoadState(world)
}

// settle keeps what a request changed. What only reads changes nothing, unless
// it made an identifier, such as a token's.
func (k *keeper) settle(platform, method string) error {
	part := k.parts[platform]
	if part == nil { // the gateway holds nothing that outlives it
		return nil
	}
	if kernel.Looks(method) && part.drawn.Load() == k.sim.World.IDs.Drawn() {
		return nil
	}
	return k.part(part)
}

// part writes one platform. Requests that come while another writes are kept
// together by the next, so that many at once do not wait for the disk one by
// one. Platforms are written apart, because a request to one may wait for a
// request that it sends to the other.
func (k *keeper) part(p *keptPart) error {
	number := p.asked.Add(1)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done >= number {
		return nil
	}
	covers := p.asked.Load()
	drawn := k.sim.World.IDs.Drawn()
	records, err := p.save(p.heap)
	if err != nil {
		return err
	}
	err = k.file.Write([]string{p.heap.Prefix()}, func() (persist.Records, error) {
		// Read when nobody else writes, and after the platform: identifiers that
		// the file has were drawn by then, and are never drawn again.
		world, err := k.sim.World.SaveState()
		if err != nil {
			return nil, err
		}
		out := maps.Clone(records)
		out[worldRecord] = world
		return out, nil
	})
	if err != nil {
		return err
	}
	p.done = covers
	p.drawn.Store(drawn)
	return nil
}

// all writes everything.
func (k *keeper) all() error {
	for _, part := range k.parts {
		if err := k.part(part); err != nil {
			return err
		}
	}
	return nil
}

// mark remembers whether the tenant has begun.
func (k *keeper) mark(begun bool) error {
	return k.file.Write([]string{begunRecord}, func() (persist.Records, error) {
		if begun {
			return persist.Records{begunRecord: []byte("true")}, nil
		}
		return nil, nil
	})
}

// close writes what reading changed since, and lets go of the file.
func (k *keeper) close() (err error) {
	k.end.Do(func() {
		err = k.all()
		if closed := k.file.Close(); err == nil {
			err = closed
		}
		if err != nil {
			err = fmt.Errorf("%s: %w", k.path, err)
		}
	})
	return err
}
