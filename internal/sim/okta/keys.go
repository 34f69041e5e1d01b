package okta

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"sync"
	"time"
)

// signingKey is an RSA key that is made when it is first used, because that
// takes a tenth of a second and most keys only ever show their id.
type signingKey struct {
	kid  string
	once sync.Once
	key  *rsa.PrivateKey
}

func (k *signingKey) private() *rsa.PrivateKey {
	k.once.Do(func() {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			// Never with the system's source of randomness.
			panic("generating an RSA key: " + err.Error())
		}
		k.key = key
	})
	return k.key
}

// savedKey is what a key is kept as.
type savedKey struct {
	ID  string `json:"kid"`
	Key []byte `json:"pkcs1"`
}

// SaveState tells the key with its private part. A key that was not used yet is
// made: whoever fetches the public keys afterwards may keep them for long.
func (k *signingKey) SaveState() ([]byte, error) {
	return json.Marshal(savedKey{k.kid, x509.MarshalPKCS1PrivateKey(k.private())})
}

// LoadState is given to a new key.
func (k *signingKey) LoadState(data []byte) error {
	var s savedKey
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	key, err := x509.ParsePKCS1PrivateKey(s.Key)
	if err != nil {
		return err
	}
	k.kid = s.ID
	k.once.Do(func() { k.key = key })
	return nil
}

// keyPool holds the process's keys. Simulators use them over again, so that
// many in one test process do not wait for many keys; within one simulator
// every key is different. Key ids are not decided by the seed: the keys
// cannot be, and an id must not stand for two keys.
var keyPool struct {
	mu   sync.Mutex
	keys []*signingKey
}

func pooledKey(i int) *signingKey {
	keyPool.mu.Lock()
	defer keyPool.mu.Unlock()
	for len(keyPool.keys) <= i {
		b := make([]byte, 32)
		_, _ = rand.Read(b)
		keyPool.keys = append(keyPool.keys, &signingKey{kid: base64.RawURLEncoding.EncodeToString(b)})
	}
	return keyPool.keys[i]
}

func (p *Platform) nextKey() *signingKey {
	p.keysUsed++
	return pooledKey(p.keysUsed - 1)
}

// keyRing is the keys of one authorization server.
type keyRing struct {
	active, next, expired *signingKey
	rotated               time.Time
}

func (p *Platform) newKeyRing() *keyRing {
	return &keyRing{active: p.nextKey(), next: p.nextKey(), rotated: p.now()}
}

// rotate makes the active key expired, the next one active and a new one next.
// Contract: rotateAuthorizationServerKeys.
func (p *Platform) rotate(ring *keyRing) {
	ring.expired, ring.active, ring.next, ring.rotated = ring.active, ring.next, p.nextKey(), p.now()
}

// all are the keys with their status. Tokens of each still verify.
func (ring *keyRing) all() []ringKey {
	out := []ringKey{{ring.active, active}, {ring.next, "NEXT"}}
	if ring.expired != nil {
		out = append(out, ringKey{ring.expired, "EXPIRED"})
	}
	return out
}

type ringKey struct {
	*signingKey
	status string
}

// jwk is a public key as the keys endpoint shows it. Contract: OAuthKeysExample.
func (k *signingKey) jwk() *object {
	n, e := k.modulus()
	return obj("kty", "RSA", "alg", "RS256", "kid", k.kid, "use", "sig", "e", e, "n", n)
}

func (k *signingKey) modulus() (n, e string) {
	pub := k.private().PublicKey
	return base64.RawURLEncoding.EncodeToString(pub.N.Bytes()),
		base64.RawURLEncoding.EncodeToString(big.NewInt(int64(pub.E)).Bytes())
}
