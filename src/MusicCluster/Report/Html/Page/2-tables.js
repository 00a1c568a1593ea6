/* Tables that are sorted by their heads and fold variants under their row, and matrices whose cells are shaded by value. */
(() => {
  const undefinedLast = Number.NEGATIVE_INFINITY;

  function keyOf(row, column, isNumeric) {
    const cell = row.cells[column];
    return isNumeric ? (cell.dataset.v === undefined ? undefinedLast : Number(cell.dataset.v)) : (cell.dataset.key ?? cell.textContent.trim());
  }

  function comparer(column, order, isNumeric) {
    const sign = order === 'ascending' ? 1 : -1;
    return (a, b) => {
      const [left, right] = [keyOf(a.row, column, isNumeric), keyOf(b.row, column, isNumeric)];
      if (isNumeric && (left === undefinedLast || right === undefinedLast)) {
        return left === right ? a.index - b.index : left === undefinedLast ? 1 : -1;
      }
      return sign * (isNumeric ? left - right : left.localeCompare(right, 'en', { numeric: true })) || a.index - b.index;
    };
  }

  class SortedTable {
    constructor(table) {
      this.table = table;
      this.families = [...table.querySelectorAll('tr.family')];
      this.items = [...table.querySelectorAll('tbody tr:not(.family)')]
        .map((row, index) => ({ row, index, home: row.parentNode, variants: [], lead: null, isOpen: false }));
      this.areAllOpen = false;
      this.sort = null;
      let lead = null;
      for (const item of this.items) {
        if (item.row.classList.contains('variant')) {
          item.lead = lead;
          lead.variants.push(item);
        } else {
          lead = item;
        }
      }
      this.addHeads();
      this.addFolds();
      this.show();
    }

    addHeads() {
      const heads = [...this.table.tHead.rows[0].cells];
      heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
        const isNumeric = head.dataset.numeric === 'yes';
        // Numbers: the largest first, because that is what one looks for. The third time families are back.
        const [first, second] = isNumeric ? ['descending', 'ascending'] : ['ascending', 'descending'];
        const order = head.ariaSort === first ? second : head.ariaSort === second && this.families.length > 0 ? 'none' : first;
        this.sort = order === 'none' ? null : comparer(column, order, isNumeric);
        for (const other of heads) { other.ariaSort = other === head ? order : 'none'; }
        this.place();
      }));
    }

    addFolds() {
      const leads = this.items.filter(item => item.variants.length > 0);
      if (leads.length === 0) { return; }
      this.table.classList.add('folding');
      for (const item of leads) {
        const cell = item.row.cells[0];
        cell.dataset.key = cell.textContent.trim();
        item.button = document.createElement('button');
        item.button.type = 'button';
        item.button.className = 'fold';
        item.button.ariaLabel = `With lyrics: ${item.variants.length} of ${cell.dataset.key}`;
        item.button.addEventListener('click', () => { item.isOpen = !item.isOpen; this.show(); });
        cell.prepend(item.button);
      }
      this.all = document.createElement('button');
      this.all.type = 'button';
      this.all.className = 'fold-all';
      this.all.addEventListener('click', () => {
        this.areAllOpen = !this.areAllOpen;
        for (const item of leads) { item.isOpen = this.areAllOpen; }
        this.show();
        this.place();
      });
      this.table.parentNode.before(this.all);
    }

    show() {
      for (const item of this.items) {
        if (item.lead) { item.row.hidden = !item.lead.isOpen; }
        if (item.button) { item.button.ariaExpanded = String(item.isOpen); }
      }
      if (this.all) {
        this.all.ariaExpanded = String(this.areAllOpen);
        this.all.textContent = this.areAllOpen ? 'Fold what carries lyrics' : `Show all ${this.items.length} rows`;
      }
    }

    /* Sorted, variants stay behind their row, unless all are shown: then each counts for itself. */
    place() {
      for (const family of this.families) { family.hidden = this.sort !== null; }
      if (this.sort === null) {
        for (const item of this.items) { item.home.append(item.row); }
        return;
      }
      const sorted = this.areAllOpen
        ? [...this.items].sort(this.sort)
        : this.items.filter(item => !item.lead).sort(this.sort).flatMap(item => [item, ...[...item.variants].sort(this.sort)]);
      this.table.tBodies[0].append(...sorted.map(item => item.row));
    }
  }

  for (const table of document.querySelectorAll('table.sortable')) { new SortedTable(table); }

  for (const table of document.querySelectorAll('table.heat')) {
    const cells = [...table.querySelectorAll('td[data-v]')];
    const values = cells.map(cell => Number(cell.dataset.v));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const isLowerBetter = table.dataset.better === 'lower';
    cells.forEach((cell, i) => {
      const share = high > low ? (values[i] - low) / (high - low) : 0;
      cell.style.setProperty('--heat', String(Math.round(100 * (isLowerBetter ? 1 - share : share))));
    });
  }
})();
