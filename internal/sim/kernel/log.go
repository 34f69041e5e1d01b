package kernel

import (
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Exchange is one request that the simulator received and its answer. The
// bodies are kept as they came, so that an absent field and a null one differ.
type Exchange struct {
	Platform string        // okta, anypoint or gateway
	Method   string        //
	Path     string        // as sent, without the query
	Query    url.Values    //
	Route    string        // the pattern that matched, such as /api/v1/groups/{groupId}; empty: none
	Internal bool          // sent by the simulated platforms or the gateway, not by a client
	Header   http.Header   // the request's, credentials included: for assertions, never printed
	Body     []byte        // the request's
	Status   int           // 0: the connection was cut
	Answer   http.Header   // the answer's headers
	Reply    []byte        // the answer's body
	Faulted  bool          // the answer is a fault's, not the platform's
	Took     time.Duration //
}

// Log keeps the exchanges in the order in which they ended. Its zero value is empty.
type Log struct {
	mu        sync.Mutex
	exchanges []Exchange
	observers []func(Exchange)
}

// Observe calls f after every exchange from now on.
func (l *Log) Observe(f func(Exchange)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.observers = append(l.observers, f)
}

// All is a copy of the log.
func (l *Log) All() []Exchange {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]Exchange(nil), l.exchanges...)
}

// Clear empties the log.
func (l *Log) Clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.exchanges = nil
}

func (l *Log) add(x Exchange) {
	l.mu.Lock()
	l.exchanges = append(l.exchanges, x)
	observers := l.observers
	l.mu.Unlock()
	for _, f := range observers {
		f(x)
	}
}
