package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
	"github.com/prometheus/prometheus/storage"
)

type resultSeries struct {
	Labels    map[string]string `json:"labels"`
	Values    []string          `json:"values,omitempty"`
	Histogram bool              `json:"histogram,omitempty"`
}

type evaluation struct {
	Query  string         `json:"query"`
	Range  bool           `json:"range"`
	Type   string         `json:"type"`
	Series []resultSeries `json:"series"`
}

// evaluate runs the module's own engine tests with an engine that writes down every answer. The tests expect the
// delayed removal of metric names, which servers have switched off; so a second engine, set up as servers are, gives
// the answers that are written.
func evaluate() error {
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	recorder := &recorder{encoder: json.NewEncoder(out)}
	test := testing.InternalTest{Name: "engine", F: func(t *testing.T) {
		recorder.tested = promqltest.NewTestEngine(t, false, 0, promqltest.DefaultMaxSamplesPerQuery)
		recorder.asServers = promqltest.NewTestEngineWithOpts(t, promql.EngineOpts{
			MaxSamples:               promqltest.DefaultMaxSamplesPerQuery,
			Timeout:                  time.Minute,
			EnableAtModifier:         true,
			EnableNegativeOffset:     true,
			NoStepSubqueryIntervalFn: func(int64) int64 { return time.Minute.Milliseconds() },
			Parser: parser.NewParser(parser.Options{
				EnableExperimentalFunctions:  true,
				ExperimentalDurationExpr:     true,
				EnableExtendedRangeSelectors: true,
				EnableBinopFillModifiers:     true,
			}),
		})
		promqltest.RunBuiltinTests(t, recorder)
		recorder.err = errors.Join(recorder.err, out.Flush())
		if recorder.err != nil || recorder.count == 0 {
			t.Fatal("no answers written:", recorder.err)
		}
	}}
	os.Args = os.Args[:1]
	answers := os.Stdout
	os.Stdout = os.Stderr
	out.Reset(answers)
	testing.Main(func(string, string) (bool, error) { return true, nil }, []testing.InternalTest{test}, nil, nil)
	return nil
}

type recorder struct {
	tested, asServers *promql.Engine
	mutex             sync.Mutex
	encoder           *json.Encoder
	count             int
	err               error
}

func (r *recorder) NewInstantQuery(
	ctx context.Context, q storage.Queryable, opts promql.QueryOpts, text string, at time.Time,
) (promql.Query, error) {
	query, err := r.tested.NewInstantQuery(ctx, q, opts, text, at)
	if err != nil {
		return nil, err
	}
	written, err := r.asServers.NewInstantQuery(ctx, q, opts, text, at)
	return &recordedQuery{query, written, r, text, false}, err
}

func (r *recorder) NewRangeQuery(
	ctx context.Context, q storage.Queryable, opts promql.QueryOpts, text string, start, end time.Time, step time.Duration,
) (promql.Query, error) {
	query, err := r.tested.NewRangeQuery(ctx, q, opts, text, start, end, step)
	if err != nil {
		return nil, err
	}
	written, err := r.asServers.NewRangeQuery(ctx, q, opts, text, start, end, step)
	return &recordedQuery{query, written, r, text, true}, err
}

type recordedQuery struct {
	promql.Query
	written  promql.Query
	recorder *recorder
	text     string
	isRange  bool
}

func (q *recordedQuery) Exec(ctx context.Context) *promql.Result {
	written := q.written.Exec(ctx)
	if written.Err == nil {
		q.recorder.write(evaluation{q.text, q.isRange, string(written.Value.Type()), describe(written.Value)})
	}
	q.written.Close()
	return q.Query.Exec(ctx)
}

func (r *recorder) write(e evaluation) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.count++
	if err := r.encoder.Encode(e); err != nil {
		r.err = err
	}
}

func describe(value parser.Value) []resultSeries {
	found := []resultSeries{}
	switch v := value.(type) {
	case promql.Vector:
		for _, sample := range v {
			one := resultSeries{Labels: sample.Metric.Map(), Histogram: sample.H != nil}
			if sample.H == nil {
				one.Values = []string{number(sample.F)}
			}
			found = append(found, one)
		}
	case promql.Matrix:
		for _, s := range v {
			one := resultSeries{Labels: s.Metric.Map(), Histogram: len(s.Histograms) > 0}
			for _, point := range s.Floats {
				one.Values = append(one.Values, number(point.F))
			}
			found = append(found, one)
		}
	case promql.String:
		found = append(found, resultSeries{Labels: map[string]string{}})
	case promql.Scalar:
		found = append(found, resultSeries{Labels: map[string]string{}, Values: []string{number(v.V)}})
	}
	return found
}

func number(v float64) string {
	return strconv.FormatFloat(v, 'g', -1, 64)
}
