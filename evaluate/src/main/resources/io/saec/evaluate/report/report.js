// Makes the tables and charts of the report out of its JSON. Text goes into the page as text only: names come from data.
// Colours are the style's variables, so that charts follow it from light to dark to print without being drawn again.
'use strict';

(() => {
  const root = document.documentElement;
  const failed = message => {
    if (root.dataset.error) return;
    root.dataset.error = message;
    document.getElementById('report').prepend(element('p', { class: 'failed' }, `This page could not be made: ${message}`));
  };
  window.addEventListener('error', event => failed(event.message));

  const { evaluation, online } = JSON.parse(document.getElementById('data').textContent);

  const RIVALS = {
    kmeans: 'plain k-means',
    hashing: 'hashing trick',
    quotientRemainder: 'quotient-remainder',
    productQuantisation: 'product quantisation',
    int8: 'int8, all features',
    logistic: 'logistic regression',
  };
  const ACCOUNTINGS = {
    packed: 'packed ids',
    ids2: '2-byte ids',
    ids4: '4-byte ids',
    fp16: 'fp16 centroids',
    staticFunction: 'static function',
    staticFunctionFingerprints: 'function, fingerprints',
    keys: 'packed ids, keys',
  };
  const COMPRESSED = 'compressed';
  const FINE_TUNED = 'compressed, fine-tuned';
  const FULL = 'full model';
  const COLOURS = 8;
  // The diamond is the full model's. After the first three: a triangle upside down, a plus, a hexagon, a bow tie, a bar.
  const SYMBOLS = ['circle', 'triangle', 'rect', 'path://M0,0H10L5,9Z', 'path://M3,0H7V3H10V7H7V10H3V7H0V3H3Z',
    'path://M3,0H7L10,5L7,10H3L0,5Z', 'path://M0,0L10,10V0L0,10Z', 'path://M3,0H7V10H3Z'];
  // A legend of more pages through them.
  const MOST_NAMES = 12;
  const NAMES_IN_A_ROW = 3;
  const DASHES = ['solid', 'dashed', 'dotted'];

  // Numbers. What JSON has no number for, such as NaN, comes as a string and is shown as a dash.

  const isNumber = value => typeof value === 'number';
  const number = (digits, options = {}) => {
    const format = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits, ...options });
    return value => (isNumber(value) ? format.format(value).replace('-', '−') : '–');
  };
  const whole = number(0);
  const measure = number(4);
  const percent = number(2, { style: 'percent' });
  const times = value => (isNumber(value) ? `${number(value < 100 ? 1 : 0)(value)}×` : '–');
  const signed = number(4, { signDisplay: 'exceptZero' });
  const signedPercent = number(2, { style: 'percent', signDisplay: 'exceptZero' });
  const time = ts => new Date(ts).toISOString().slice(0, 16).replace('T', ' ');
  const size = bytes => {
    const unit = Math.min(3, Math.max(0, Math.floor(Math.log2(bytes) / 10)));
    return `${number(0, { maximumFractionDigits: 1 })(bytes / 1024 ** unit)} ${['B', 'KiB', 'MiB', 'GiB'][unit]}`;
  };

  // Elements.

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  function section(title, note) {
    const made = element('section', {}, element('h2', {}, title));
    if (note) made.append(element('p', { class: 'note' }, note));
    document.getElementById('report').append(made);
    return made;
  }

  /** Columns are {name, text}; a row is {cells, chosen}, a cell a string or a node. The first cell heads its row. */
  function table(caption, columns, rows) {
    const head = columns.map(({ name, text }) => element('th', { scope: 'col', class: text ? 'text' : '' }, name));
    const body = rows.map(({ cells, chosen }) =>
      element('tr', chosen ? { class: 'chosen' } : {}, ...cells.map((cell, column) =>
        column === 0
          ? element('th', { scope: 'row' }, cell)
          : element('td', columns[column].text ? { class: 'text' } : {}, cell))));
    return element('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': caption },
      element('table', {}, element('caption', {}, caption),
        element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body)));
  }

  const columns = (...names) => names.map(name => ({ name }));

  function numbers(content) {
    return element('details', {}, element('summary', {}, 'The numbers'), content);
  }

  function definitions(pairs) {
    return element('dl', {}, ...pairs.map(([term, text]) =>
      element('div', {}, element('dt', {}, term), element('dd', {}, text))));
  }

  function withSpread(text, spread) {
    const made = document.createDocumentFragment();
    made.append(text);
    if (spread) made.append(' ', element('small', {}, `± ${spread}`));
    return made;
  }

  const several = evaluation.data.seeds > 1;
  const value = (of, spread) => withSpread(measure(of), several && measure(spread));

  function delta(of, spread, call, format, spreadFormat) {
    const made = withSpread(format(of), several && spreadFormat(spread));
    const words = { none: 'even', better: 'better', worse: 'worse' };
    made.append(' ', element('span', { class: call }, words[call] ?? call));
    return made;
  }

  const deltaAuc = of => delta(of.deltaAuc, of.spread.deltaAuc, of.difference.auc, signed, measure);
  const deltaLogloss = of => delta(of.deltaLogloss, of.spread.deltaLogloss, of.difference.logloss, signedPercent, percent);

  // Charts.

  const drawn = [];

  function charts(within) {
    const made = element('div', { class: 'charts' });
    within.append(made);
    return made;
  }

  function chart(within, title, hint, height, option) {
    const place = element('div', { class: 'chart', role: 'img', 'aria-label': `${title}: ${hint}. The numbers are in a table beside it.` });
    within.append(element('figure', {}, element('figcaption', {}, `${title} `, element('small', {}, hint)), place));
    const made = echarts.init(place, null, { renderer: 'svg', height });
    const names = new Set(option.series.map(({ name }) => name)).size;
    const rows = names > MOST_NAMES ? 1 : Math.ceil(names / NAMES_IN_A_ROW);
    made.setOption({
      animation: false,
      useUTC: true,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: 'var(--ink)' },
      grid: { left: 8, right: 24, top: 16, bottom: (option.xAxis.name ? 30 : 12) + 22 * rows, containLabel: true },
      legend: {
        bottom: 0, type: names > MOST_NAMES ? 'scroll' : 'plain', itemHeight: 10, itemWidth: option.series[0].type === 'scatter' ? 10 : 25, itemGap: 12, textStyle: { color: 'var(--ink)' }, inactiveColor: 'var(--line)',
        pageTextStyle: { color: 'var(--ink)' }, pageIconColor: 'var(--muted)', pageIconInactiveColor: 'var(--line)',
      },
      ...option,
    });
    drawn.push(made);
    fit(made);
  }

  /** A drawing has the size of the screen; with a view box it shrinks to paper. */
  function fit(made) {
    made.resize();
    made.getDom().querySelector('svg').setAttribute('viewBox', `0 0 ${made.getWidth()} ${made.getHeight()}`);
  }

  const symbol = index => (index < 0 ? 'diamond' : SYMBOLS[index % SYMBOLS.length]);
  const colour = index => (index < 0 ? 'var(--full)' : `var(--c${index % COLOURS})`);

  function line(name, index, data, more = {}) {
    return {
      type: 'line', name, data,
      symbol: symbol(index), symbolSize: 8,
      color: colour(index), itemStyle: { color: colour(index) },
      lineStyle: { color: colour(index), width: index === 0 ? 3 : 1.5, type: DASHES[Math.floor(Math.max(0, index) / COLOURS) % DASHES.length] },
      emphasis: { disabled: true },
      ...more,
    };
  }

  function axis(type, more = {}) {
    return {
      type,
      axisLine: { show: true, lineStyle: { color: 'var(--muted)' } },
      axisTick: { lineStyle: { color: 'var(--muted)' } },
      splitLine: { lineStyle: { color: 'var(--line)', opacity: 0.6 } },
      nameTextStyle: { color: 'var(--muted)' },
      ...more,
      axisLabel: { color: 'var(--muted)', hideOverlap: true, ...more.axisLabel },
    };
  }

  function bytesAxis(all) {
    const logs = all.map(Math.log2);
    return axis('log', {
      logBase: 2, name: 'bytes', nameLocation: 'middle', nameGap: 26,
      min: 2 ** Math.floor(Math.min(...logs) - 0.1), max: 2 ** Math.ceil(Math.max(...logs) + 0.1),
      axisLabel: { formatter: size, fontSize: 11 },
    });
  }

  /** The lines of a point are its datum's text; given as a node, so that no name is read as HTML. */
  const tooltip = {
    trigger: 'item',
    backgroundColor: 'var(--card)', borderColor: 'var(--line)', textStyle: { color: 'var(--ink)', fontSize: 13 },
    formatter: ({ data }) => element('div', {}, ...(data.lines ?? []).map((text, place) =>
      element('div', place === 0 ? { style: 'font-weight: 600' } : {}, text))),
  };

  // Sections.

  function glance() {
    const { full, compressed, verdict } = evaluation;
    const rows = [{ cells: ['full', value(full.auc, full.spread.auc), '', value(full.logloss, full.spread.logloss), '', whole(full.bytes), times(1)] }];
    Object.entries(compressed).forEach(([budget, of]) => rows.push({
      chosen: budget === verdict.budget,
      cells: [budget, value(of.auc, of.spread.auc), deltaAuc(of), value(of.logloss, of.spread.logloss), deltaLogloss(of),
        whole(of.bytes.packed.bytes), times(of.bytes.packed.ratio)],
    }));
    section('At a glance', several
      ? `Means over ${evaluation.data.seeds} seeds ± their standard deviation. A difference is taken seed by seed; it is called even where it is no greater than its own standard deviation.`
      : 'One seed: how much of a difference is chance is not known.')
      .append(table('Quality by size',
        columns('Size', 'AUC', 'Difference', 'Log loss', 'Difference', 'Bytes', 'Times smaller'), rows));
  }

  /** The compressed models whose vectors were trained on, and the full one trained on alike. */
  function fineTuned() {
    const models = Object.entries(evaluation.fineTuned ?? {});
    if (models.length === 0) return;
    section('Trained on', 'The shared vectors were trained on over the training part, for as many epochs as rows said that were held back; ids and bytes stay. “Net” is beside the full model trained on in the same way.')
      .append(table('Quality of what was trained on by size', columns('Size', 'Epochs', 'AUC', 'to full', 'net', 'Log loss', 'to full', 'net'),
        models.map(([size, of]) => ({
          cells: [size, whole(of.how.epochs), value(of.auc, of.spread.auc), deltaAuc(of), of.net ? signed(of.net.deltaAuc) : '–',
            value(of.logloss, of.spread.logloss), deltaLogloss(of), of.net ? signedPercent(of.net.deltaLogloss) : '–'],
        }))));
  }

  /** What the frontier is drawn of: {name, points: [{bytes, budget, of}]}; the compressed model first. */
  function contenders() {
    const compressed = Object.entries(evaluation.compressed).map(([budget, of]) => ({ budget, of, bytes: of.bytes.packed.bytes }));
    const tuned = compressed.filter(({ budget }) => evaluation.fineTuned?.[budget])
      .map(({ budget, bytes }) => ({ budget, of: evaluation.fineTuned[budget], bytes }));
    const rivals = Object.entries(evaluation.rivals).map(([word, byBudget]) => ({
      name: RIVALS[word] ?? word,
      points: Object.entries(byBudget).map(([budget, of]) => ({ budget, of, bytes: of.bytes })),
    }));
    return [{ name: COMPRESSED, points: compressed }, { name: FINE_TUNED, points: tuned }, ...rivals].filter(({ points }) => points.length > 0);
  }

  function frontierChart(within, title, hint, key, band) {
    const { full } = evaluation;
    const all = contenders();
    const series = all.flatMap(({ name, points }, index) => {
      const data = points.map(({ budget, of, bytes }) => ({
        value: [bytes, isNumber(of[key]) ? of[key] : '-'],
        lines: [`${name}, ${budget}`, `${title} ${measure(of[key])}`, `${whole(bytes)} bytes`],
      }));
      const spread = points.flatMap(({ of, bytes }) =>
        [[bytes, of[key] - of.spread[key]], [bytes, of[key] + of.spread[key]], [bytes, '-']]);
      const whiskers = line(name, index, spread, { symbol: 'none', silent: true });
      whiskers.lineStyle = { color: colour(index), width: 1 };
      const shown = line(name, index, data, { z: index === 0 ? 4 : 3 });
      // One of a size of its own may lie on another's point: it is hollow and on top.
      if (points.length === 1) Object.assign(shown, { z: 5, symbolSize: 10, itemStyle: { color: 'transparent', borderColor: colour(index), borderWidth: 2 } });
      return several ? [shown, whiskers] : [shown];
    });
    series.push(line(FULL, -1, [{ value: [full.bytes, full[key]], lines: [FULL, `${title} ${measure(full[key])}`, `${whole(full.bytes)} bytes`] }], {
      symbolSize: 12,
      markLine: { silent: true, precision: 10, symbol: 'none', label: { show: false }, lineStyle: { color: 'var(--full)', width: 1, type: 'dashed' }, data: [{ yAxis: full[key] }] },
      markArea: { silent: true, itemStyle: { color: 'var(--good)', opacity: 0.18 }, data: [[{ yAxis: full[key] - band }, { yAxis: full[key] + band }]] },
    }));
    chart(within, title, hint, 430, {
      tooltip, series,
      xAxis: bytesAxis([full.bytes, ...all.flatMap(({ points }) => points.map(({ bytes }) => bytes))]),
      yAxis: axis('value', { scale: true, axisLabel: { formatter: number(3) } }),
    });
  }

  function frontier() {
    const within = section('Quality over bytes',
      'Left is smaller. The dashed line is the full model, the green band what counts as as good. Bytes are those of packed ids and of centroids or rows, without keys; at each size their values take as many bits for all. A click on a name hides it, and the axes fit what is left.');
    const place = charts(within);
    frontierChart(place, 'AUC', 'higher is better', 'auc', 0.001);
    frontierChart(place, 'Log loss', 'lower is better', 'logloss', 0.001 * evaluation.full.logloss);
    const rows = Object.entries(evaluation.rivals).flatMap(([word, byBudget]) =>
      Object.entries(byBudget).map(([budget, of]) => ({
        cells: [RIVALS[word] ?? word, budget, whole(of.bytes), measure(of.auc), deltaAuc(of), measure(of.logloss), deltaLogloss(of),
          of.toCompressed ? deltaAuc(of.toCompressed) : '–'],
      })));
    if (rows.length > 0) {
      within.append(table('Rivals: beside the full model, and AUC beside the compressed model of the same budget',
        columns('Rival', 'Budget', 'Bytes', 'AUC', 'to full', 'Log loss', 'to full', 'AUC to compressed'), rows));
    }
  }

  function accounting() {
    const budgets = Object.entries(evaluation.compressed);
    if (budgets.length === 0) return;
    const words = [...new Set(budgets.flatMap(([, of]) => Object.keys(of.bytes)))];
    const within = section('Bytes by accounting', 'The same clusters, counted in other ways. Budgets are in packed ids; a ratio says nothing without what it counts.');
    const point = (name, word, bytes, ratio) => ({
      value: [bytes, ACCOUNTINGS[word] ?? word], lines: [`${name}, ${ACCOUNTINGS[word] ?? word}`, `${whole(bytes)} bytes`, times(ratio)],
    });
    const scatter = (name, index, data) => ({
      type: 'scatter', name, data, symbol: symbol(index), symbolSize: 12,
      color: colour(index), itemStyle: { color: colour(index), opacity: 1 }, emphasis: { disabled: true },
    });
    const series = budgets.map(([budget, of], index) => scatter(budget, index,
      words.filter(word => word in of.bytes).map(word => point(budget, word, of.bytes[word].bytes, of.bytes[word].ratio))));
    const [, first] = budgets[0];
    series.unshift(scatter('full', -1, words.filter(word => word in first.bytes).map(word => point('full', word, first.bytes[word].full, 1))));
    chart(charts(within), 'Bytes', 'logarithmic', 96 + 38 * words.length, {
      tooltip, series,
      xAxis: bytesAxis(series.flatMap(({ data }) => data.map(({ value: [bytes] }) => bytes))),
      yAxis: axis('category', { inverse: true, axisTick: { show: false }, data: words.map(word => ACCOUNTINGS[word] ?? word), splitLine: { show: true, lineStyle: { color: 'var(--line)' } }, axisLabel: { color: 'var(--ink)', interval: 0 } }),
    });
    within.append(table('Bytes, and how many times fewer', [{ name: 'Counted' }, { name: 'Full' }, ...budgets.map(([name]) => ({ name })), { name: 'What is counted', text: true }],
      words.map(word => {
        const sizes = budgets.map(([, of]) => of.bytes[word]).filter(bytes => bytes);
        return {
          cells: [ACCOUNTINGS[word] ?? word, whole(sizes[0].full),
            ...budgets.map(([, of]) => {
              const here = of.bytes[word];
              const cell = element('span');
              if (here) cell.append(whole(here.bytes), ' ', element('small', {}, times(here.ratio)));
              else cell.append('–');
              return cell;
            }), [...new Set(sizes.map(({ accounting }) => accounting))].join('; ')],
        };
      })));
    const fields = Object.entries(evaluation.data.features);
    within.append(table('Clusters by field', [{ name: 'Field' }, { name: 'Features' }, ...budgets.map(([name]) => ({ name }))],
      fields.map(([field, features]) => ({ cells: [field, whole(features), ...budgets.map(([, of]) => whole(of.clusters[field]))] }))));
  }

  function overTime() {
    const budgets = Object.entries(online ?? {});
    if (budgets.length === 0) return;
    const within = section('Over time', 'Rows as they came, each scored before it was trained on: with the full embeddings and with the clusters of the time. Times are UTC.');
    within.append(table('All rows together', columns('Size', 'AUC', 'to full', 'Log loss', 'to full'), budgets.flatMap(([budget, { overall, fineTuned: tuned }]) =>
      [[budget, overall], [`${budget}, fine-tuned`, tuned]].filter(([, of]) => of).map(([size, of]) => ({
        cells: [size, measure(of.auc), signed(of.deltaAuc), measure(of.logloss), signedPercent(of.deltaLogloss)],
      })))));
    const place = charts(within);
    const lineOf = (name, index, points, model, key, title) => line(name, index, points.map(point => ({
      value: [point.ts, isNumber(point[model][key]) ? point[model][key] : '-'],
      lines: [name, `${title} ${measure(point[model][key])}`, `${time(point.ts)}, ${whole(point.rows)} rows`],
    })), { showSymbol: points.length <= 100, symbolSize: 6, z: index < 0 ? 3 : 4 });
    // The full model is the same beside every budget.
    const [[, first]] = budgets;
    [['AUC', 'higher is better', 'auc'], ['Log loss', 'lower is better', 'logloss']].forEach(([title, hint, key]) =>
      chart(place, `${title} over time`, hint, 340, {
        tooltip,
        series: [lineOf(FULL, -1, first.points, 'full', key, title),
          ...budgets.map(([budget, { points }], index) => lineOf(`${COMPRESSED}, ${budget}`, index, points, 'compressed', key, title)),
          ...budgets.filter(([, { fineTuned: tuned }]) => tuned).map(([budget, { points }], index) =>
            lineOf(`${FINE_TUNED}, ${budget}`, budgets.length + index, points, 'fineTuned', key, title))],
        xAxis: axis('time'),
        yAxis: axis('value', { scale: true, axisLabel: { formatter: number(3) } }),
      }));
    within.append(numbers(table('Quality over time', columns('Size', 'Time, UTC', 'Rows', 'AUC, full', 'AUC, compressed', 'Log loss, full', 'Log loss, compressed'),
      budgets.flatMap(([budget, { points }]) => points.map(({ ts, rows, full, compressed }) => ({
        cells: [budget, time(ts), whole(rows), measure(full.auc), measure(compressed.auc), measure(full.logloss), measure(compressed.logloss)],
      }))))));
  }

  function byField() {
    const budgets = Object.entries(online ?? {}).filter(([, { versions }]) => versions.length > 0);
    if (budgets.length === 0) return;
    const within = section('Distortion and churn by field',
      'A point is a version of a field’s codebook. Distortion: 0 is lossless, 1 is one centroid. Churn: the share of mapped features whose cluster changed.');
    const place = charts(within);
    const measures = [['Distortion', 'lower is better', 'distortion', number(2)], ['Churn', 'lower is calmer', 'churn', number(0, { style: 'percent' })]];
    budgets.forEach(([budget, { versions }]) => measures.forEach(([title, hint, key, format]) => {
      const fields = [...new Set(versions.map(({ field }) => field))];
      chart(place, `${title}, ${budget}`, hint, 340, {
        tooltip,
        series: fields.map((field, index) => line(field, index, versions.filter(version => version.field === field).map(version => ({
          value: [version.ts, isNumber(version[key]) ? version[key] : '-'],
          lines: [`${field}, version ${version.version}`, `${title} ${measure(version[key])}`, time(version.ts)],
        })), { symbolSize: 6 })),
        xAxis: axis('time'),
        yAxis: axis('value', { min: 0, axisLabel: { formatter: format } }),
      });
    }));
    within.append(numbers(table('Versions', columns('Size', 'Field', 'Version', 'Time, UTC', 'Distortion', 'Churn'),
      budgets.flatMap(([budget, { versions }]) => versions.map(({ field, version, ts, distortion, churn }) => ({
        cells: [budget, field, whole(version), time(ts), measure(distortion), percent(churn)],
      }))))));
  }

  function recipe() {
    const { data, recipe: chosen } = evaluation;
    section('Data and recipe', 'Models were chosen on the last of the training part, on rows that were neither trained nor tested on.').append(definitions([
      ['Rows trained on', whole(data.train)],
      ['Rows tested on', whole(data.test)],
      ['Split', data.split === 'time' ? 'by time: the last rows are the test' : data.split],
      ['Unknown features in test rows', percent(data.unknown)],
      ['Embedding', `${data.factors} factors and a linear weight`],
      ['Seeds', whole(data.seeds)],
      ['Learning rate', String(chosen.learningRate)],
      ['L2', String(chosen.l2)],
      ['Spread of the factors at the start', String(chosen.spread)],
      ['Epochs', whole(chosen.epochs)],
      ['Scale of the scores', number(3)(chosen.calibration.scale)],
      ['Added to the scores', number(3)(chosen.calibration.shift)],
      ['Stands for an unknown feature', String(chosen.unknown).toLowerCase()],
      ['AUC on the rows chosen by', measure(chosen.validation.auc)],
      ['Log loss on the rows chosen by', measure(chosen.validation.logloss)],
    ]));
  }

  [glance, fineTuned, frontier, accounting, overTime, byField, recipe].forEach(make => make());
  window.addEventListener('resize', () => drawn.forEach(made => fit(made)));
  root.dataset.charts = drawn.length;
  root.dataset.drawn = 'all';
})();
