package kernel

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"sync"
)

// IDs makes identifiers in the shapes of the platforms. The same seed makes
// the same identifiers in the same order, so that a run can be repeated.
type IDs struct {
	mu      sync.Mutex
	source  *rand.PCG
	rng     *rand.Rand
	numbers int64
	drawn   uint64 // how often anything was drawn
}

// NewIDs starts a generator from a seed.
func NewIDs(seed uint64) *IDs {
	g := &IDs{}
	g.Restart(seed)
	return g
}

// Restart begins the seed's sequence again.
func (g *IDs) Restart(seed uint64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.source = rand.NewPCG(seed, seed^0x9e3779b97f4a7c15)
	g.rng = rand.New(g.source) //nolint:gosec // identifiers of a simulator, repeatable on purpose
	g.numbers = 15_476_800
	g.drawn++
}

// Drawn grows whenever an identifier is made.
func (g *IDs) Drawn() uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.drawn
}

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// Text is n random letters and digits.
func (g *IDs) Text(n int) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.drawn++
	b := make([]byte, n)
	for i := range b {
		b[i] = alphanumeric[g.rng.IntN(len(alphanumeric))]
	}
	return string(b)
}

// Okta is an identifier of Okta: a prefix such as "0oa" and letters up to 20
// characters in all, ending in the cell's suffix "1d7" as recorded ids do.
func (g *IDs) Okta(prefix string) string {
	return prefix + g.Text(20-len(prefix)-3) + "1d7"
}

// Hex is n random bytes in lower-case hexadecimal digits.
func (g *IDs) Hex(n int) string {
	return hex.EncodeToString(g.bytes(n))
}

// UUID is a random UUID (version 4).
func (g *IDs) UUID() string { return uuid(g.bytes(16)) }

// SecretUUID is a UUID that UUID makes at no time: after Restart the same
// numbers go to other callers, and what was a secret must not become an
// identifier, or a search for secrets finds it wherever that is told.
func (g *IDs) SecretUUID() string {
	b := sha256.Sum256(g.bytes(16))
	return uuid(b[:16])
}

func uuid(b []byte) string {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// Number is the next of the integers that Anypoint's API Manager counts with.
func (g *IDs) Number() int64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.drawn++
	g.numbers++
	return g.numbers
}

func (g *IDs) bytes(n int) []byte {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.drawn++
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(g.rng.UintN(256)) //nolint:gosec // below 256
	}
	return b
}
