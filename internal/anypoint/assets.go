package anypoint

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Asset is one version of an asset in Exchange.
type Asset struct {
	OrganizationID string `json:"organizationId"`
	GroupID        string `json:"groupId"`
	AssetID        string `json:"assetId"`
	Version        string `json:"version"`
	Name           string `json:"name"`
	Description    string `json:"description"`
	Type           string `json:"type"`
	Status         string `json:"status"`
	// The version of the API has one of two names.
	ProductAPIVersion string       `json:"productAPIVersion"`
	VersionGroup      string       `json:"versionGroup"`
	Labels            []string     `json:"labels"`
	External          ExternalFile `json:"externalFile"`
	Files             []AssetFile  `json:"files"`
}

// ExternalFile is what an asset without a file of its own points to.
type ExternalFile struct {
	URL string `json:"url"`
}

// AssetFile is a file of an asset as Exchange shows it.
type AssetFile struct {
	MainFile  string `json:"mainFile"`
	Generated bool   `json:"isGenerated"`
}

// APIVersion is the version of the API that the asset describes.
func (a Asset) APIVersion() string {
	if a.ProductAPIVersion != "" {
		return a.ProductAPIVersion
	}
	return a.VersionGroup
}

// GAV are the coordinates of an asset.
type GAV struct{ Group, Asset, Version string }

func (g GAV) String() string { return g.Group + "/" + g.Asset + "/" + g.Version }

// Field is one text field of an asset's publication.
type Field struct{ Name, Value string }

// Upload is one file of an asset's publication.
type Upload struct {
	Classifier, Packaging, Name string
	Content                     []byte
}

const assetPath = "/exchange/api/v2/assets/{groupId}/{assetId}/{version}"

func (g GAV) path() rest.Path { return rest.P(assetPath, g.Group, g.Asset, g.Version) }

// Asset reads one version of an asset.
func (c *Client) Asset(ctx context.Context, g GAV) (Asset, error) {
	return rest.Do[Asset](ctx, c.Client, rest.Request{Operation: fmt.Sprintf("read the asset %q", g), Method: http.MethodGet, Path: g.path()})
}

// LatestAsset reads the newest version of an asset.
func (c *Client) LatestAsset(ctx context.Context, group, asset string) (Asset, error) {
	return rest.Do[Asset](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("read the asset %q", group+"/"+asset), Method: http.MethodGet,
		Path: rest.P("/exchange/api/v2/assets/{groupId}/{assetId}/asset", group, asset),
	})
}

// Assets are what a search finds: the newest version of each asset.
func (c *Client) Assets() *rest.Collection[Asset] {
	return &rest.Collection[Asset]{
		Client: c.Client, Noun: "asset", Path: rest.P("/exchange/api/v2/assets/search"),
		List: url.Values{"limit": {"100"}, "offset": {"0"}}, Pager: rest.OffsetLimit(""),
	}
}

// Publish puts an asset into Exchange and waits until it is there.
func (c *Client) Publish(ctx context.Context, organizationID string, g GAV, fields []Field, files []Upload) error {
	body, err := form(fields, files)
	if err != nil {
		return err
	}
	type answer struct {
		Link string `json:"publicationStatusLink"`
	}
	started, err := rest.Do[answer](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("publish the asset %q", g), Method: http.MethodPost,
		Path:   rest.P("/exchange/api/v2/organizations/{organizationId}/assets/{groupId}/{assetId}/{version}", organizationID, g.Group, g.Asset, g.Version),
		Header: http.Header{"X-Sync-Publication": {"true"}}, Body: body,
	})
	if err != nil {
		return err
	}
	if started.Link == "" { // 201: it is published
		return nil
	}
	return c.published(ctx, organizationID, g, started.Link)
}

func form(fields []Field, files []Upload) (rest.Raw, error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range fields {
		if err := w.WriteField(f.Name, f.Value); err != nil {
			return rest.Raw{}, err
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile("files."+f.Classifier+"."+f.Packaging, f.Name)
		if err != nil {
			return rest.Raw{}, err
		}
		if _, err := part.Write(f.Content); err != nil {
			return rest.Raw{}, err
		}
	}
	if err := w.Close(); err != nil {
		return rest.Raw{}, err
	}
	return rest.Raw{ContentType: w.FormDataContentType(), Content: b.Bytes()}, nil
}

// publication is how far an asset has got.
type publication struct {
	Status string `json:"status"` // running, completed, error
	Steps  []struct {
		Description string `json:"description"`
		Errors      []any  `json:"errors"`
	} `json:"steps"`
}

const maxPublication = 10 * time.Minute

// published waits for the end of a publication, which the platform may carry
// out later although it was asked to do so at once. Of the link only the last
// segment is used: elsewhere it would carry the credentials away.
func (c *Client) published(ctx context.Context, organizationID string, g GAV, link string) error {
	ctx, cancel := context.WithTimeout(ctx, maxPublication)
	defer cancel()
	request := rest.Request{
		Operation: fmt.Sprintf("publish the asset %q", g), Method: http.MethodGet,
		Path: rest.P("/exchange/api/v2/organizations/{organizationId}/assets/{groupId}/{assetId}/{version}/publication/status/{runId}",
			organizationID, g.Group, g.Asset, g.Version, link[strings.LastIndex(link, "/")+1:]),
	}
	for pause := 250 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		p, err := rest.Do[publication](ctx, c.Client, request)
		if err != nil {
			return err
		}
		switch p.Status {
		case "completed":
			return nil
		case "error":
			return p.failed(request)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the asset %q is still being published (%s). Look at it in Exchange; once it is there, import it: %w", g, p.Status, ctx.Err())
		case <-time.After(pause):
		}
	}
}

func (p publication) failed(r rest.Request) error {
	e := &rest.Error{
		Platform: "Anypoint Platform", Operation: r.Operation, Method: r.Method, Path: r.Path.Template, Status: http.StatusOK,
		Summary: "Exchange could not publish it", Next: "Correct the files and apply again.",
	}
	for _, s := range p.Steps {
		for _, problem := range s.Errors {
			e.Causes = append(e.Causes, fmt.Sprintf("%s: %s", s.Description, text(problem)))
		}
	}
	return e
}

// RenameAsset changes what all versions of an asset have in common. nil is
// left as it is.
func (c *Client) RenameAsset(ctx context.Context, g GAV, name, description *string) error {
	_, err := c.Send(ctx, rest.Request{
		Operation: fmt.Sprintf("update the asset %q", g), Method: http.MethodPatch,
		Path: rest.P("/exchange/api/v2/assets/{groupId}/{assetId}", g.Group, g.Asset),
		Body: struct {
			Name        *string `json:"name,omitempty"`
			Description *string `json:"description,omitempty"`
		}{name, description},
	})
	return err
}

// SetAssetStatus sets published, development or deprecated.
func (c *Client) SetAssetStatus(ctx context.Context, g GAV, status string) error {
	_, err := c.Send(ctx, rest.Request{
		Operation: fmt.Sprintf("set the status of the asset %q", g), Method: http.MethodPut, Path: g.path().Join("/status"),
		Body: struct {
			Status string `json:"status"`
		}{status},
	})
	return err
}

// SetAssetTags replaces the tags of one version.
func (c *Client) SetAssetTags(ctx context.Context, g GAV, tags []string) error {
	type tag struct {
		Value string `json:"value"`
	}
	body := make([]tag, 0, len(tags))
	for _, t := range tags {
		body = append(body, tag{t})
	}
	_, err := c.Send(ctx, rest.Request{
		Operation: fmt.Sprintf("set the tags of the asset %q", g), Method: http.MethodPut, Path: g.path().Join("/tags"), Body: body,
	})
	return err
}

// DeleteAsset removes one version. A soft deletion keeps its coordinates from
// being used again.
func (c *Client) DeleteAsset(ctx context.Context, g GAV, soft bool) error {
	kind := "hard-delete"
	if soft {
		kind = "soft-delete"
	}
	_, err := c.Send(ctx, rest.Request{
		Operation: fmt.Sprintf("delete the asset %q", g), Method: http.MethodDelete, Path: g.path(), Header: http.Header{"X-Delete-Type": {kind}},
	})
	return err
}
