package gateway

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// maxBody is how much of a body the gateway looks into, in bytes.
const maxBody = 16 << 20

// jsonThreat refuses bodies of JSON that are larger than the policy allows.
// Not known: the body of the refusal.
func (g *Gateway) jsonThreat(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	kind, _, _ := mime.ParseMediaType(x.Header.Get("Content-Type"))
	if kind != "application/json" && !strings.HasSuffix(kind, "+json") {
		return nil
	}
	raw, err := io.ReadAll(http.MaxBytesReader(nil, x.Body, maxBody))
	if err != nil {
		return refuse(http.StatusBadRequest, "The body can not be read")
	}
	x.Body = io.NopCloser(bytes.NewReader(raw))
	x.explain.note(true, "Body: %d bytes of JSON", len(raw))
	if len(raw) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	for {
		switch wrong, err := (jsonLimits{d, p.Configuration}).value(0); {
		case errors.Is(err, io.EOF): // the text holds no further value
			return nil
		case err != nil:
			return refuse(http.StatusBadRequest, "The body is not valid JSON")
		case wrong != "":
			return refuse(http.StatusBadRequest, "JSON threat detected: "+wrong+" exceeded")
		}
	}
}

// jsonLimits reads JSON under a policy's limits.
type jsonLimits struct {
	*json.Decoder
	configuration map[string]any
}

// over tells whether a count is beyond a limit: none and -1 allow any.
func (l jsonLimits) over(key string, n int) bool {
	limit, isNumber := l.configuration[key].(json.Number)
	most, err := limit.Int64()
	return isNumber && err == nil && most >= 0 && int64(n) > most
}

// value reads a value that lies within depth containers, and returns the key of
// the first limit that it breaks.
func (l jsonLimits) value(depth int) (wrong string, err error) {
	token, err := l.Token()
	if err != nil {
		return "", err
	}
	switch v := token.(type) {
	case string:
		if l.over("maxStringValueLength", utf8.RuneCountInString(v)) {
			return "maxStringValueLength", nil
		}
	case json.Delim:
		if l.over("maxContainerDepth", depth+1) {
			return "maxContainerDepth", nil
		}
		return l.members(v == '{', depth+1)
	}
	return "", nil
}

// members reads what is in an object or in an array, to its end.
func (l jsonLimits) members(object bool, depth int) (wrong string, err error) {
	limit := "maxArrayElementCount"
	if object {
		limit = "maxObjectEntryCount"
	}
	for n := 1; l.More(); n++ {
		if l.over(limit, n) {
			return limit, nil
		}
		if object {
			name, err := l.Token()
			if err != nil {
				return "", err
			}
			if s, _ := name.(string); l.over("maxObjectEntryNameLength", utf8.RuneCountInString(s)) {
				return "maxObjectEntryNameLength", nil
			}
		}
		if wrong, err := l.value(depth); wrong != "" || err != nil {
			return wrong, noEOF(err)
		}
	}
	_, err = l.Token()
	return "", noEOF(err)
}

// noEOF: the text ends within a container, which is no regular end.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
